import { DeadlineError, type Operation } from "../graph";
import { describePolicy, type Policy } from "../policyKind";
import { isExclusion } from "../targets/identity";
import type { AssignmentSet } from "./assignmentSet";
import { type AssignMemory, carryOutByAssign } from "./carryOutByAssign";
import { carryOutByVerbs } from "./carryOutByVerbs";
import { assumedEntry } from "./entry";
import type { Intent } from "./intent";
import type { Ledger } from "./ledger";
import { isTimeToRefuse, type Outcome, type Pending, Round } from "./round";
import { type Base, SetView } from "./setView";
import type { WriterParts } from "./writerParts";

/** How many of the pauses to use to look again for what the state has and a reading does not show. */
const looksForExpected = 4;

/**
 * The only writer of a policy, for documented verbs and for `assign`. It takes all waiting intents, including those
 * that arrive while it reads. It plans them together, writes the difference and confirms it. Each intent has its own
 * outcome.
 */
export class PolicyWriter {
  #waiting: Pending[] = [];
  /** Batches to write separately, because the service refused a set for one of its members. */
  readonly #halves: Pending[][] = [];
  readonly #ledger: Ledger;
  #arrived = Promise.withResolvers<void>();
  #isRunning = false;
  readonly #view: SetView;
  readonly #memory: AssignMemory = { isInDoubt: false, replans: 0, refusals: 0 };

  constructor(
    private readonly policy: Policy,
    private readonly parts: WriterParts,
  ) {
    this.#ledger = parts.run.ledgerOf(policy);
    this.#view = new SetView(policy, parts, this.#ledger);
  }

  /** Carries out an intent, together with the others that wait. */
  submit(intent: Intent, operation: Operation): Promise<Outcome> {
    this.#ledger.tell({ wants: intent.wants });
    for (const old of intent.had) this.#ledger.expect(old);
    this.parts.traffic.started();
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

  /** If only refused intents wait, waits for another one that may make room, until none can come. */
  async #somethingNew(): Promise<void> {
    if (!this.#waiting.every(({ isRefused }) => isRefused)) return;
    this.#arrived = Promise.withResolvers();
    const { traffic, delays } = this.parts;
    const isTime = () => this.#waiting.some((pending) => isTimeToRefuse(pending, this.parts));
    await traffic.pause(delays.conflict / 10, this.#arrived.promise, isTime);
  }

  async #round(half: readonly Pending[] | undefined): Promise<void> {
    const first = (half ?? this.#waiting)[0];
    if (first === undefined) return;
    const operation = this.parts.client.operation({
      attempt: `write the assignments of ${describePolicy(this.policy)}`,
      permissions: this.policy.kind.permissions.write,
      within: first.operation,
    });
    const round = new Round(this.policy, operation, this.parts, this.#ledger, this.#view, half === undefined);
    let hasTaken = false;
    const take = () => {
      hasTaken = true;
      for (const pending of half ?? this.#waiting.splice(0)) round.take(pending);
    };
    try {
      await this.parts.run.alone(this.policy, operation, async () => {
        const last = await this.#view.base(operation);
        take();
        const base = await this.#lookAgain(round, last);
        await this.#carryOut(round, base, half === undefined ? take : undefined);
      });
    } catch (error) {
      this.#view.forget();
      if (!hasTaken) take();
      for (const pending of round.open) {
        // The time of the round is that of its first intent.
        if (error instanceof DeadlineError && pending !== first) round.retry(pending);
        else round.reject(pending, error);
      }
    }
    this.#waiting = [...round.again.first, ...this.#waiting, ...round.again.last];
    this.#halves.unshift(...round.halves);
  }

  /**
   * A read can lag behind the run before, and behind a write that failed and took effect. A set that is built on it
   * would lack what they have made, and what a resource lets go of would be left behind. So if a reading shows neither
   * what the state has nor what such a write was to do, reads again for a while. An entry of another writer that comes
   * into view meanwhile can be older than that, so it ends nothing. If the policy settles late, an exclusion that a
   * resource lets go of counts as there, even if no reading shows it.
   */
  async #lookAgain(round: Round, base: Base): Promise<Base> {
    const isEnough = (set: AssignmentSet) => !this.#ledger.expectsMoreThan(set);
    if (isEnough(base.set)) return base;
    const pauses = this.parts.delays.confirmation.slice(1, 1 + looksForExpected);
    const later = await this.#view.readUntil(round.operation, pauses, isEnough);
    // The look can have gone back to before what this run has done.
    const last = this.#ledger.isLate(later.base.set) ? await this.#view.read(round.operation) : later.base;
    const { settlesLate } = this.policy.kind;
    const hidden = settlesLate ? this.#ledger.leaversMissingFrom(last.set).filter(isExclusion) : [];
    if (!isEnough(last.set)) this.#ledger.stopExpecting();
    const assumed = hidden.map((identity) => assumedEntry(this.policy.kind, identity));
    return { ...last, set: last.set.changed(new Set(), assumed) };
  }

  /** @param takeMore - Takes what has arrived since, if the batch is open. */
  async #carryOut(round: Round, base: Base, takeMore: (() => void) | undefined): Promise<void> {
    const planned = round.plan(base.set);
    for (const pending of round.open) {
      pending.existed ??= pending.intent.wants.every(({ content }) => base.set.withContent(content));
    }
    const { isInDoubt } = this.#memory;
    if (planned.leaving.size === 0 && planned.coming.size === 0 && !isInDoubt) {
      this.#view.remember(base.set, base.started);
      for (const pending of round.open) round.done(pending, base.set);
      return;
    }
    if (!isInDoubt && (await carryOutByVerbs(round, base, planned))) return;
    if (!base.isFresh && performance.now() - base.started > this.#view.ageForAssign) {
      const fresh = await this.#view.read(round.operation);
      takeMore?.();
      return this.#carryOut(round, await this.#lookAgain(round, fresh), takeMore);
    }
    await carryOutByAssign(round, this.#memory, base.set, planned);
  }
}
