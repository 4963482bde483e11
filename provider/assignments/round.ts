import type { Operation } from "../graph";
import type { Policy } from "../policyKind";
import type { AssignmentSet } from "./assignmentSet";
import type { Entry } from "./entry";
import { TargetConflictError } from "./errors";
import type { Intent } from "./intent";
import type { Ledger } from "./ledger";
import { missingFrom, type Plan, plan } from "./plan";
import type { SetView } from "./setView";
import type { WriterParts } from "./writerParts";

/** The outcome of an intent. */
export type Outcome =
  | {
      readonly kind: "done";
      /** A set that shows the result. */
      readonly set: AssignmentSet;
      /** Whether everything it wants existed before. */
      readonly existed: boolean;
      /** Whether anything was written for it, as far as the provider knows. */
      readonly sent: boolean;
    }
  | {
      readonly kind: "failed";
      readonly error: unknown;
      readonly sent: boolean;
      /** What was to be removed for it. */
      readonly left: readonly Entry[];
    };

/** An intent without an outcome yet. */
export interface Pending {
  readonly intent: Intent;
  readonly operation: Operation;
  readonly resolve: (outcome: Outcome) => void;
  existed?: boolean;
  sent: boolean;
  /** How often the outcome of a write stayed unknown. */
  doubts: number;
  /** How often another writer removed the result. */
  overwritten: number;
  /** Whether it conflicts with the set, and waits for another intent that makes room. */
  isRefused: boolean;
  /** All entries that a plan removed for it. */
  readonly leaving: Map<string, Entry>;
}

/** One round of a writer: the intents that it takes, and the outcome of each. */
export class Round {
  readonly #open = new Map<Intent, Pending>();
  /** The intents that go on in a later round, the first ones before those that have arrived meanwhile. */
  readonly again: { readonly first: Pending[]; readonly last: Pending[] } = { first: [], last: [] };
  /** Batches to write separately, because the service refused a set for one of its members. */
  readonly halves: Pending[][] = [];

  constructor(
    readonly policy: Policy,
    readonly operation: Operation,
    readonly parts: WriterParts,
    readonly ledger: Ledger,
    readonly view: SetView,
    /** Whether a refused intent may wait for another one that makes room. */
    private readonly canWait: boolean,
  ) {}

  take(pending: Pending): void {
    this.#open.set(pending.intent, pending);
  }

  /** The intents that have no outcome yet. */
  get open(): readonly Pending[] {
    return [...this.#open.values()];
  }

  get intents(): readonly Intent[] {
    return [...this.#open.keys()];
  }

  /**
   * Plans the open intents. It announces each removal to the other processes, listens, and plans again with what they
   * want. A process says what it wants before it looks at announcements, so at least one of two sees the other.
   */
  plan(set: AssignmentSet): Plan {
    const announced = new Set<Entry>();
    let planned: Plan;
    for (;;) {
      planned = plan(set, this.intents, this.ledger);
      const leaving = [...planned.leaving.keys()].filter((entry) => !announced.has(entry));
      if (leaving.length === 0) break;
      for (const entry of leaving) announced.add(entry);
      this.ledger.tell({ takes: leaving });
      this.parts.run.listen();
    }
    for (const pending of this.open) {
      const refusal = planned.refused.get(pending.intent);
      if (refusal !== undefined) {
        if (!pending.isRefused) this.parts.traffic.ended();
        pending.isRefused = true;
        if (this.canWait && !isTimeToRefuse(pending, this.parts)) this.retry(pending, "last");
        else
          this.reject(pending, new TargetConflictError(this.policy, refusal.wanted.target, refusal.reason));
      }
    }
    for (const [entry, intent] of planned.leaving) this.pendingOf(intent)?.leaving.set(entry.content, entry);
    return planned;
  }

  pendingOf(intent: Intent): Pending | undefined {
    return this.#open.get(intent);
  }

  /** Whether a set shows the result of an intent. */
  isDone({ intent }: Pending, set: AssignmentSet): boolean {
    return missingFrom(set, intent, this.ledger).length === 0;
  }

  done(pending: Pending, set: AssignmentSet): void {
    const made = pending.intent.wants.flatMap(({ content }) => set.withContent(content) ?? []);
    const took = [...pending.leaving.values()].filter(({ content }) => !set.withContent(content));
    this.ledger.tell({ made, took });
    this.#end(pending);
    pending.resolve({ kind: "done", set, existed: pending.existed ?? false, sent: pending.sent });
  }

  retry(pending: Pending | undefined, place: "first" | "last" = "first"): void {
    if (pending === undefined || !this.#open.delete(pending.intent)) return;
    if (place === "first") this.again.first.push(pending);
    else this.again.last.push(pending);
  }

  /** Splits the open intents into batches to write separately. */
  halve(...halves: readonly Pending[][]): void {
    this.#open.clear();
    this.halves.push(...halves);
  }

  reject(pending: Pending, error: unknown): void {
    const { sent, intent } = pending;
    const left = [...pending.leaving.values()];
    this.#end(pending);
    pending.resolve({ kind: "failed", error, sent, left });
    try {
      this.ledger.tell(sent ? { mayHaveMade: intent.wants, mayHaveTaken: left } : { drops: intent.wants });
    } catch {
      // The failure itself is what the user has to see. The others leave a target that nobody wants to the next run.
    }
  }

  #end(pending: Pending): void {
    this.#open.delete(pending.intent);
    if (!pending.isRefused) this.parts.traffic.ended();
  }
}

/** Whether no change that makes room can come any more, or the operation is about to end. */
export function isTimeToRefuse({ operation }: Pending, { traffic, delays }: WriterParts): boolean {
  return (
    traffic.isQuiet(delays.conflict) ||
    operation.isCancelled ||
    operation.remainingMs < operation.timeoutMs / 10
  );
}
