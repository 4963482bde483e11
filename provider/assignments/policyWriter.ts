import {
  DeadlineError,
  type GraphClient,
  type Operation,
  OutcomeUnknownError,
  RouteRefusedError,
  ServiceError,
  ThrottledError,
} from "../graph";
import { describePolicy, type Policy } from "../policyKind";
import type { Identity } from "../targets/identity";
import type { AssignAction, NewSet } from "./assignAction";
import type { AssignmentSet } from "./assignmentSet";
import { ageForAssign, ageForVerbs, type Delays } from "./delays";
import type { Entry } from "./entry";
import { NotConfirmedError, TargetConflictError } from "./errors";
import { canBeOneMembersFault } from "./faults";
import type { Intent } from "./intent";
import type { Ledger } from "./ledger";
import { missingFrom, type Plan, plan } from "./plan";
import type { PolicyReader } from "./policyReader";
import type { Run } from "./run";
import { NoEffectError, type Part, partsOf, type SingleVerbs } from "./singleVerbs";
import type { Traffic } from "./traffic";
import type { WriteRoutes } from "./writeRoute";

/** What an intent came to. */
export type Outcome =
  | {
      readonly kind: "done";
      /** A set that shows it done. */
      readonly set: AssignmentSet;
      /** Whether all that was wanted was there before. */
      readonly existed: boolean;
      /** Whether anything was written for it, as far as that is known. */
      readonly sent: boolean;
    }
  | { readonly kind: "failed"; readonly error: unknown; readonly sent: boolean };

/** An intent on its way. */
interface Pending {
  readonly intent: Intent;
  readonly operation: Operation;
  readonly resolve: (outcome: Outcome) => void;
  existed?: boolean;
  sent: boolean;
  /** How often it stayed unknown what a write of it came to. */
  doubts: number;
  /** How often another writer took it away. */
  overwritten: number;
  /** Whether it cannot stand beside what was there, and waits for another one to make room. */
  isRefused: boolean;
  /** All that was to leave in its name. */
  readonly leaving: Map<string, Identity>;
}

/** The set that a round starts from. */
interface Base {
  readonly set: AssignmentSet;
  /** When the request started that read it. */
  readonly started: number;
  /** Whether it was read in this round. */
  readonly isFresh: boolean;
}

/** What the writers of all policies share. */
export interface WriterParts {
  readonly client: GraphClient;
  readonly reader: PolicyReader;
  readonly verbs: SingleVerbs;
  readonly assign: AssignAction;
  readonly routes: WriteRoutes;
  readonly run: Run;
  readonly traffic: Traffic;
  readonly delays: Delays;
  /** Whether other deployments write the same policies, so that each set is built on a read of its own. */
  readonly shared: boolean;
}

/** How often an intent is written again after another writer took it away. */
const mostOverwrites = 5;
/** How often an intent is written whose outcome stays unknown. */
const mostDoubts = 3;
/** How often an `assign` is planned again that had to wait, before it goes as it is. */
const mostReplans = 3;
/** How many of the pauses a write is given whose repetition does no harm. */
const shortLook = 4;

/** The plan is older than the set that it was made on may be. */
class OutdatedPlan extends Error {}

/**
 * The one writer of a policy, for documented verbs and for `assign`. It takes all intents that wait, and those that
 * arrive while it reads, plans them together, carries out the difference, and confirms it. Each intent has an outcome
 * of its own.
 */
export class PolicyWriter {
  #waiting: Pending[] = [];
  /** Batches that go by themselves, because the service refused a set for one of its members. */
  readonly #halves: Pending[][] = [];
  /** The intents of the present round that have no outcome yet. */
  readonly #open = new Set<Pending>();
  readonly #ledger: Ledger;
  #arrived = Promise.withResolvers<void>();
  #isRunning = false;
  #last: { set: AssignmentSet; started: number; othersWrites: number } | undefined;
  /** Whether the last `assign` may still take effect: then another one follows, whatever a read shows. */
  #isInDoubt = false;
  #replans = 0;

  constructor(
    private readonly policy: Policy,
    private readonly parts: WriterParts,
  ) {
    this.#ledger = parts.run.ledgerOf(policy);
  }

  /** Makes an intent true, together with what else waits. */
  submit(intent: Intent, operation: Operation): Promise<Outcome> {
    for (const wanted of intent.wants) this.#ledger.want(wanted);
    this.parts.traffic.comes();
    return new Promise((resolve) => {
      const marks = { sent: false, isRefused: false, doubts: 0, overwritten: 0 };
      this.#waiting.push({ intent, operation, resolve, ...marks, leaving: new Map() });
      this.#arrived.resolve();
      if (!this.#isRunning) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0 || this.#halves.length > 0) {
      const half = this.#halves.shift();
      if (half === undefined) await this.#somethingNew();
      await this.#round(half);
    }
    this.#isRunning = false;
  }

  /** Where only refused intents wait: until another one arrives that may make room, or none can be on its way. */
  async #somethingNew(): Promise<void> {
    if (!this.#waiting.every(({ isRefused }) => isRefused)) return;
    this.#arrived = Promise.withResolvers();
    const { traffic, delays } = this.parts;
    const isTime = () => this.#waiting.some((pending) => this.#isTimeToRefuse(pending));
    await traffic.pause(delays.conflict, this.#arrived.promise, isTime);
  }

  async #round(half: readonly Pending[] | undefined): Promise<void> {
    const first = (half ?? this.#waiting)[0];
    if (first === undefined) return;
    const operation = this.parts.client.operation({
      attempt: `write the assignments of ${describePolicy(this.policy)}`,
      permissions: this.policy.kind.permissions.write,
      within: first.operation,
    });
    try {
      await this.parts.run.alone(this.policy, operation, async () => {
        const base = await this.#base(operation);
        for (const pending of half ?? this.#waiting.splice(0)) this.#open.add(pending);
        await this.#carryOut(base, operation, half === undefined);
      });
    } catch (error) {
      this.#last = undefined;
      if (this.#open.size === 0)
        for (const pending of half ?? this.#waiting.splice(0)) this.#open.add(pending);
      if (error instanceof DeadlineError) this.#reject(first, error);
      for (const pending of this.#open) {
        if (error instanceof DeadlineError) this.#again(pending);
        else this.#reject(pending, error);
      }
    }
  }

  /** The set to plan on: the last one while it is young and nobody else of this run has written, else a new reading. */
  async #base(operation: Operation): Promise<Base> {
    this.parts.run.listen();
    const { shared, routes } = this.parts;
    const age = routes.of(this.policy.kind) === "assign" ? this.#ageForAssign() : ageForVerbs;
    if (
      this.#last !== undefined &&
      !shared &&
      performance.now() - this.#last.started <= age &&
      this.#last.othersWrites === this.#ledger.othersWrites &&
      !this.#ledger.isLate(this.#last.set)
    ) {
      return { ...this.#last, isFresh: false };
    }
    return this.#read(operation);
  }

  /** Reads the set. A reading from before something that this run has done is late, and is made again for a while. */
  async #read(operation: Operation): Promise<Base> {
    const { base, isOthers } = await this.#readUntil(
      operation,
      this.parts.delays.confirmation,
      (set) => !this.#ledger.isLate(set),
    );
    if (isOthers || this.#ledger.isLate(base.set)) this.#ledger.believe(base.set);
    return base;
  }

  /** Reads until the set shows something, another writer has come in between, or the pauses are used up. */
  async #readUntil(
    operation: Operation,
    pauses: readonly number[],
    shows: (set: AssignmentSet) => boolean,
  ): Promise<{ base: Base; isOthers: boolean; reads: number }> {
    const { reader } = this.parts;
    let isOthers = false;
    for (let reads = 1; ; reads++) {
      await operation.sleep(pauses[reads - 1] ?? 0);
      const started = performance.now();
      const set = await reader.read(this.policy, operation, started);
      isOthers = this.#ledger.see(set) || isOthers;
      const base = { set, started, isFresh: true };
      if (shows(set) || isOthers || reads >= pauses.length) return { base, isOthers, reads };
    }
  }

  async #carryOut(base: Base, operation: Operation, isOpen: boolean): Promise<void> {
    const planned = this.#plan(base.set, isOpen);
    for (const pending of this.#open) {
      pending.existed ??= pending.intent.wants.every(({ content }) => base.set.withContent(content));
    }
    if (planned.leaving.size === 0 && planned.coming.size === 0 && !this.#isInDoubt) {
      this.#remember(base.set, base.started);
      for (const pending of this.#open) this.#done(pending, base.set);
      return;
    }
    if (!this.#isInDoubt && (await this.#bySingleVerbs(base, planned, operation))) return;
    if (!base.isFresh && performance.now() - base.started > this.#ageForAssign()) {
      const fresh = await this.#read(operation);
      if (isOpen) for (const pending of this.#waiting.splice(0)) this.#open.add(pending);
      return this.#carryOut(fresh, operation, isOpen);
    }
    await this.#byAssign(base.set, planned, operation);
  }

  /**
   * Plans the open intents. What is to leave is announced before, and then planned again with what other processes
   * want: whoever wants it says so before looking at the announcements, so one of the two sees the other.
   */
  #plan(set: AssignmentSet, canWait: boolean): Plan {
    const announced = new Set<Entry>();
    let planned: Plan;
    for (;;) {
      planned = plan(
        set,
        [...this.#open].map(({ intent }) => intent),
        this.#ledger,
      );
      const leaving = [...planned.leaving.keys()].filter((entry) => !announced.has(entry));
      if (leaving.length === 0) break;
      for (const entry of leaving) {
        announced.add(entry);
        this.#ledger.announce(entry);
      }
      this.parts.run.listen();
    }
    for (const pending of this.#open) {
      const refusal = planned.refused.get(pending.intent);
      if (refusal !== undefined) {
        if (!pending.isRefused) this.parts.traffic.goes();
        pending.isRefused = true;
        if (canWait && !this.#isTimeToRefuse(pending)) this.#again(pending, "last");
        else
          this.#reject(pending, new TargetConflictError(this.policy, refusal.wanted.target, refusal.reason));
      }
    }
    for (const [entry, intent] of planned.leaving) this.#pendingOf(intent)?.leaving.set(entry.content, entry);
    return planned;
  }

  /** No change that makes room can be on its way, or there is only the time left that an answer takes. */
  #isTimeToRefuse({ operation }: Pending): boolean {
    const { traffic, delays } = this.parts;
    return traffic.isQuiet(delays.conflict) || operation.remainingMs < 10 * delays.conflict;
  }

  /** @returns Whether the plan was carried out; not where it takes an `assign`, and nothing has been changed. */
  async #bySingleVerbs(base: Base, planned: Plan, operation: Operation): Promise<boolean> {
    const { routes } = this.parts;
    const { kind } = this.policy;
    const parts = partsOf(
      planned,
      [...this.#open].map(({ intent }) => intent),
    );
    if (parts === undefined) return false;
    const rest = [...parts];
    let { set } = base;
    // Until the service has answered one, they go one by one.
    while (routes.of(kind) === undefined && rest.length > 0) {
      const endTrial = await routes.trial(kind);
      if (endTrial === undefined) continue;
      try {
        const sent = await this.#send(set, rest.slice(0, 1), operation);
        if (sent === undefined) return false;
        set = sent;
        rest.shift();
      } finally {
        endTrial();
      }
    }
    if (rest.length > 0) {
      if (routes.of(kind) === "assign") {
        if (rest.length === parts.length) return false;
        for (const { intent } of rest) this.#again(this.#pendingOf(intent));
      } else {
        set = (await this.#send(set, rest, operation)) ?? set;
      }
    }
    this.#remember(set, base.started);
    for (const pending of this.#open) this.#done(pending, set);
    return true;
  }

  /**
   * Sends single writes at the same time.
   *
   * @returns The set after them; undefined where the router has refused them, so that nothing was changed.
   */
  async #send(
    set: AssignmentSet,
    parts: readonly Part[],
    operation: Operation,
  ): Promise<AssignmentSet | undefined> {
    const { verbs, routes, reader } = this.parts;
    const { kind } = this.policy;
    this.#ledger.writes();
    const outcomes = await Promise.all(
      parts.map(async (part) => {
        const pending = this.#pendingOf(part.intent);
        if (pending === undefined) throw new Error("a single write without its intent");
        return { part, pending, outcome: await verbs.send(this.policy, part, pending.operation) };
      }),
    );
    reader.forget(this.policy);
    const removed = new Set<Entry>();
    const added: Entry[] = [];
    const doubts: { part: Part; pending: Pending; error: unknown }[] = [];
    let refused = 0;
    for (const { part, pending, outcome } of outcomes) {
      if (outcome.kind === "done") {
        pending.sent = true;
        routes.taken(kind);
        if (part.leaving !== undefined) {
          removed.add(part.leaving);
          this.#ledger.took(part.leaving);
        }
        if (outcome.entry !== undefined) {
          added.push(outcome.entry);
          this.#ledger.made(outcome.entry);
        }
      } else if (outcome.error instanceof RouteRefusedError && routes.refused(kind)) {
        refused++;
        if (parts.length > 1) this.#again(pending);
      } else if (outcome.error instanceof ThrottledError && outcome.error.status === 429) {
        this.#again(pending);
      } else if (outcome.kind === "doubt") {
        doubts.push({ part, pending, error: outcome.error });
      } else {
        pending.sent ||= outcome.error instanceof ServiceError;
        this.#reject(pending, outcome.error);
      }
    }
    if (refused === parts.length && parts.length === 1) return undefined;
    const after = set.changed(removed, added);
    return doubts.length === 0 ? after : this.#lookAt(after, doubts, operation);
  }

  /** Reads what became of single writes that left a doubt. */
  async #lookAt(
    after: AssignmentSet,
    doubts: readonly { part: Part; pending: Pending; error: unknown }[],
    operation: Operation,
  ): Promise<AssignmentSet> {
    const { verbs, routes, delays } = this.parts;
    // Before the read, which can fail as well.
    for (const { pending, error } of doubts)
      pending.sent ||= error instanceof NoEffectError || isUnknown(error);
    // A second POST could make a second assignment; a second PATCH or DELETE changes nothing.
    const canRepeat = doubts.every(({ part, error }) => part.leaving !== undefined || !isUnknown(error));
    const pauses = canRepeat ? delays.confirmation.slice(0, shortLook) : delays.confirmation;
    const { base } = await this.#readUntil(operation, pauses, (set) =>
      doubts.every(({ pending }) => this.#isDone(pending, set)),
    );
    const added: Entry[] = [];
    const removed = new Set<Entry>();
    for (const { part, pending, error } of doubts) {
      if (this.#isDone(pending, base.set)) {
        if (error instanceof NoEffectError) {
          routes.taken(this.policy.kind);
          if (part.coming === undefined) verbs.deletes(this.policy.kind);
        }
        if (part.leaving !== undefined) removed.add(part.leaving);
        const entry = part.coming && base.set.withContent(part.coming.content);
        if (entry !== undefined) added.push(entry);
      } else if (error instanceof NoEffectError) {
        if (routes.refused(this.policy.kind)) this.#again(pending);
        else this.#reject(pending, error);
      } else if (++pending.doubts < mostDoubts) {
        this.#again(pending);
      } else {
        this.#reject(pending, error);
      }
    }
    return after.changed(removed, added);
  }

  async #byAssign(set: AssignmentSet, planned: Plan, operation: Operation): Promise<void> {
    const newSet: NewSet = {
      kept: set.entries.filter((entry) => !planned.leaving.has(entry)),
      added: [
        ...planned.coming.values(),
        ...this.#ledger.lostFrom(set).filter(({ content }) => !planned.coming.has(content)),
      ],
    };
    const sending = [...this.#open];
    const plannedAt = performance.now();
    this.#ledger.writes();
    try {
      await this.parts.assign.send(
        this.policy,
        newSet,
        sending.length === 1 ? (sending[0]?.operation ?? operation) : operation,
        () => {
          const isOutdated = performance.now() - plannedAt > this.#ageForAssign();
          if (isOutdated && this.#replans++ < mostReplans) throw new OutdatedPlan();
        },
      );
    } catch (error) {
      this.#last = undefined;
      this.#refusedSet(error, sending);
      return;
    } finally {
      this.parts.reader.forget(this.policy);
    }
    this.#replans = 0;
    for (const pending of sending) pending.sent = true;
    await this.#confirm(set, newSet, sending, operation);
  }

  #refusedSet(error: unknown, sending: readonly Pending[]): void {
    if (error instanceof OutdatedPlan || (error instanceof ThrottledError && error.status === 429)) {
      for (const pending of sending) this.#again(pending);
    } else if (isUnknown(error)) {
      this.#isInDoubt = true;
      for (const pending of sending) {
        pending.sent = true;
        if (++pending.doubts <= mostDoubts) this.#again(pending);
        else this.#reject(pending, error);
      }
    } else if (sending.length > 1 && canBeOneMembersFault(error)) {
      const middle = Math.ceil(sending.length / 2);
      for (const pending of sending) this.#open.delete(pending);
      this.#halves.unshift(sending.slice(0, middle), sending.slice(middle));
    } else if (error instanceof DeadlineError) {
      throw error;
    } else {
      for (const pending of sending) {
        pending.sent ||= error instanceof ServiceError;
        this.#reject(pending, error);
      }
    }
  }

  /** Reads until the set shows what was assigned. What another writer took away meanwhile is planned again. */
  async #confirm(
    before: AssignmentSet,
    sent: NewSet,
    sending: readonly Pending[],
    operation: Operation,
  ): Promise<void> {
    const isWhole = (set: AssignmentSet) => !this.#isInDoubt || shows(set, sent);
    const { base, isOthers, reads } = await this.#readUntil(
      operation,
      this.parts.delays.confirmation,
      (set) => isWhole(set) && sending.every((pending) => this.#isDone(pending, set)),
    );
    if (isWhole(base.set)) this.#isInDoubt = false;
    this.#remember(base.set, base.started);
    const isLost = isOthers || !sameContents(base.set, before);
    for (const pending of sending) {
      if (this.#isDone(pending, base.set)) this.#done(pending, base.set);
      else if (isLost && pending.overwritten++ < mostOverwrites) this.#again(pending);
      else {
        const detail = isLost
          ? `because another writer took it away ${pending.overwritten} times`
          : `after ${reads} reads`;
        this.#reject(
          pending,
          new NotConfirmedError(
            pending.intent.attempt,
            missingFrom(base.set, pending.intent, this.#ledger),
            detail,
          ),
        );
      }
    }
  }

  #isDone({ intent }: Pending, set: AssignmentSet): boolean {
    return missingFrom(set, intent, this.#ledger).length === 0;
  }

  #pendingOf(intent: Intent): Pending | undefined {
    return [...this.#open].find((pending) => pending.intent === intent);
  }

  #ageForAssign(): number {
    return ageForAssign(this.parts.reader.roundTripMs);
  }

  #remember(set: AssignmentSet, started: number): void {
    this.#last = { set, started, othersWrites: this.#ledger.othersWrites };
  }

  #done(pending: Pending, set: AssignmentSet): void {
    for (const { content } of pending.intent.wants) {
      const entry = set.withContent(content);
      if (entry !== undefined) this.#ledger.made(entry);
    }
    for (const gone of pending.leaving.values()) {
      if (!set.withContent(gone.content)) this.#ledger.took(gone);
    }
    this.#end(pending);
    pending.resolve({ kind: "done", set, existed: pending.existed ?? false, sent: pending.sent });
  }

  #again(pending: Pending | undefined, place: "first" | "last" = "first"): void {
    if (pending === undefined || !this.#open.delete(pending)) return;
    if (place === "first") this.#waiting.unshift(pending);
    else this.#waiting.push(pending);
  }

  #reject(pending: Pending, error: unknown): void {
    if (!pending.sent) for (const wanted of pending.intent.wants) this.#ledger.drop(wanted);
    this.#end(pending);
    pending.resolve({ kind: "failed", error, sent: pending.sent });
  }

  #end(pending: Pending): void {
    this.#open.delete(pending);
    if (!pending.isRefused) this.parts.traffic.goes();
  }
}

/** Whether a write may have taken effect, or may still. Of all answers, only 429 says for sure that nothing was done. */
function isUnknown(error: unknown): boolean {
  return error instanceof OutcomeUnknownError || (error instanceof ThrottledError && error.status === 503);
}

function shows(set: AssignmentSet, { kept, added }: NewSet): boolean {
  const sent = new Set([...kept.filter(({ direct }) => direct), ...added].map(({ content }) => content));
  return set.direct.length === sent.size && set.direct.every(({ content }) => sent.has(content));
}

function sameContents(a: AssignmentSet, b: AssignmentSet): boolean {
  return a.direct.length === b.direct.length && a.direct.every(({ content }) => b.withContent(content));
}
