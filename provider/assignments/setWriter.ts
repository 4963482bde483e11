import {
  type Admission,
  DeadlineError,
  type GraphClient,
  graphPath,
  type Operation,
  OutcomeUnknownError,
  ThrottledError,
} from "../graph";
import { describePolicy, type Policy } from "../policyKind";
import { assignBody } from "./assignBody";
import type { Change } from "./change";
import { type Confirmation, confirm } from "./confirm";
import type { Entry, Member } from "./entry";
import { NotConfirmedError } from "./errors";
import { canBeOneMembersFault } from "./faults";
import type { PolicyReader } from "./policyReader";
import { Turns } from "./turns";

/** What a change came to. @internal */
export interface Committed {
  /** The set as it was read before the change was first written. */
  readonly before: readonly Entry[];
  /** The set that shows the change done. */
  readonly entries: readonly Entry[];
  /** When the set was written, in milliseconds of `performance.now()`; undefined if nothing had to be written. */
  readonly written?: number;
}

/** A change that waits for its commit. @internal */
export interface Pending {
  readonly change: Change;
  readonly operation: Operation;
  readonly promise: Promise<Committed>;
  before?: readonly Entry[];
  /** How often another writer took the change away. */
  overwritten: number;
  /** How often it stayed unknown whether the change was written. */
  unknown: number;
  resolve(committed: Committed): void;
  reject(error: unknown): void;
}

/** How often a change is written again after another writer took it away. */
const rewrites = 5;
/** How often a set is written again when it is unknown whether the last request took effect. */
const retriesOfUnknown = 3;

/**
 * The one writer of a policy's set, by the `assign` action. `assign` replaces the whole set, so changes that
 * wait are committed together: read once, apply all, assign once, confirm once. Each change has its own
 * outcome.
 *
 * @internal
 */
export class SetWriter {
  readonly #waiting: Pending[] = [];
  readonly #turns = new Turns();
  #running = false;

  constructor(
    private readonly policy: Policy,
    private readonly client: GraphClient,
    private readonly reader: PolicyReader,
    /** How old the reading may be that a set is built on, in milliseconds, when a read takes so long. */
    private readonly readingAge: (roundTripMs: number) => number,
  ) {}

  /** Commits a change together with what else waits. */
  commit(change: Change, operation: Operation): Promise<Committed> {
    const pending: Pending = {
      change,
      operation,
      overwritten: 0,
      unknown: 0,
      ...Promise.withResolvers<Committed>(),
    };
    this.#waiting.push(pending);
    if (!this.#running) void this.#run();
    return pending.promise;
  }

  /** Makes a single write, which no commit may come across. */
  beside<T>(write: () => Promise<T>): Promise<T> {
    return this.#turns.together(write);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) await this.#turns.alone(() => this.#commit(this.#waiting));
    this.#running = false;
  }

  /**
   * One commit of what is in `queue` once the set has been read: whatever arrives meanwhile goes along. The
   * time that it may take is that of its oldest change.
   */
  async #commit(queue: Pending[]): Promise<void> {
    const oldest = queue[0];
    if (oldest === undefined) return;
    const operation = this.client.operation({
      attempt: `write the assignments of ${describePolicy(this.policy)}`,
      permissions: this.policy.kind.permissions.write,
      within: oldest.operation,
    });
    let group: Pending[] = [];
    try {
      // Both requests are admitted before the first is sent: no pause of ours falls between read and write.
      const admission = await this.client.admit(2, operation);
      const since = performance.now() - this.readingAge(this.reader.roundTripMs);
      const before = await this.reader.read(this.policy, operation, since, admission);
      const { members, accepted } = applyAll(queue.splice(0), before);
      group = accepted;
      if (members === before) {
        for (const { resolve, before: first = before } of group) resolve({ before: first, entries: before });
        return;
      }
      await this.#assign(members, operation, admission);
      const written = performance.now();
      const changes = group.map(({ change }) => change);
      const confirmation = await confirm(this.reader, this.policy, operation, before, changes);
      this.#conclude(group, confirmation, written);
    } catch (error) {
      this.reader.forget(this.policy);
      await this.#fail(error, oldest, group.length > 0 ? group : queue.splice(0));
    }
  }

  async #assign(members: readonly Member[], operation: Operation, admission: Admission): Promise<void> {
    this.reader.forget(this.policy);
    const { collection } = this.policy.kind;
    await this.client.send({
      method: "POST",
      path: graphPath`deviceManagement/${collection}/${this.policy.id}/assign`,
      ...assignBody(this.policy.kind, members),
      operation,
      admission,
      // A set that had to wait is built anew, because by then it may be old.
      throttled: "fail",
    });
  }

  #conclude(group: readonly Pending[], { entries, lost, reads }: Confirmation, written: number): void {
    for (const pending of group) {
      const missing = pending.change.missing(entries);
      if (missing.length === 0) {
        pending.resolve({ before: pending.before ?? [], entries, written });
      } else if (lost && pending.overwritten++ < rewrites) {
        this.#waiting.push(pending);
      } else {
        const detail = lost
          ? `because another writer took it away ${rewrites + 1} times`
          : `after ${reads} reads`;
        pending.reject(new NotConfirmedError(pending.change.attempt, missing, detail));
      }
    }
  }

  async #fail(error: unknown, oldest: Pending, group: Pending[]): Promise<void> {
    if (error instanceof ThrottledError) {
      this.#waiting.unshift(...group);
    } else if (error instanceof DeadlineError) {
      oldest.reject(error);
      this.#waiting.unshift(...group.filter((pending) => pending !== oldest));
    } else if (error instanceof OutcomeUnknownError) {
      // Reading the set again tells whether it took effect.
      for (const pending of group) {
        if (pending.unknown++ < retriesOfUnknown) this.#waiting.push(pending);
        else pending.reject(error);
      }
    } else if (group.length > 1 && canBeOneMembersFault(error)) {
      const middle = Math.ceil(group.length / 2);
      for (const half of [group.slice(0, middle), group.slice(middle)]) {
        while (half.length > 0) await this.#commit(half);
      }
    } else {
      for (const pending of group) pending.reject(error);
    }
  }
}

/** Applies every change to the set; one that can not stand fails alone. */
function applyAll(
  group: readonly Pending[],
  before: readonly Entry[],
): { members: readonly Member[]; accepted: Pending[] } {
  let members: readonly Member[] = before;
  const accepted = group.filter((pending) => {
    pending.before ??= before;
    try {
      members = pending.change.apply(members);
      return true;
    } catch (error) {
      pending.reject(error);
      return false;
    }
  });
  return { members, accepted };
}
