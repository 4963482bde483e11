import type { Operation } from "../graph";
import type { Policy } from "../policyKind";
import { isExclusion } from "../targets/identity";
import type { NewSet } from "./assignAction";
import type { AssignmentSet } from "./assignmentSet";
import { ageForAssign, ageForVerbs } from "./delays";
import type { Entry } from "./entry";
import type { Ledger } from "./ledger";
import type { WriterParts } from "./writerParts";

/** The set that a round starts from. */
export interface Base {
  readonly set: AssignmentSet;
  /** When the request started that read it, in milliseconds of `performance.now()`. */
  readonly started: number;
  /** Whether it was read in this round. */
  readonly isFresh: boolean;
}

/** What the writer of a policy knows about its set: the last reading, compared with what this run has done. */
export class SetView {
  #last: { set: AssignmentSet; started: number; othersWrites: number } | undefined;
  /** The exclusions of the set that Graph accepted last, by content; undefined until a reading shows one. */
  #exclusions: ReadonlyMap<string, Entry | undefined> = new Map();

  constructor(
    private readonly policy: Policy,
    private readonly parts: WriterParts,
    private readonly ledger: Ledger,
  ) {}

  /** The set to plan on: the last reading while it is recent and no other process of this run has written, else a new one. */
  async base(operation: Operation): Promise<Base> {
    this.parts.run.listen();
    const { shared, routes } = this.parts;
    const age = routes.of(this.policy.kind) === "assign" ? this.ageForAssign : ageForVerbs;
    if (
      this.#last !== undefined &&
      !shared &&
      performance.now() - this.#last.started <= age &&
      this.#last.othersWrites === this.ledger.othersWrites &&
      !this.ledger.isLate(this.#last.set)
    ) {
      return { ...this.#last, isFresh: false };
    }
    return this.read(operation);
  }

  /** Reads the set. While a reading is from before a change that this run has made, reads again for a while. */
  async read(operation: Operation): Promise<Base> {
    const { base, isOthers } = await this.readUntil(
      operation,
      this.parts.delays.confirmation,
      (set, isOthers) => isOthers || !this.ledger.isLate(set),
    );
    if (isOthers || this.ledger.isLate(base.set)) this.ledger.believe(base.set);
    return base;
  }

  /**
   * Reads until a set is the one to go on with, or the pauses are used up.
   *
   * @param isEnough - It is also told whether another writer has added something since the first read.
   */
  async readUntil(
    operation: Operation,
    pauses: readonly number[],
    isEnough: (set: AssignmentSet, isOthers: boolean) => boolean,
  ): Promise<{ base: Base; isOthers: boolean; reads: number }> {
    const { reader } = this.parts;
    let isOthers = false;
    for (let reads = 1; ; reads++) {
      const pause = pauses[reads - 1] ?? 0;
      if (pause > 0) await operation.sleep(pause);
      const started = performance.now();
      const set = this.#withExclusions(await reader.read(this.policy, operation, started));
      isOthers = this.ledger.see(set) || isOthers;
      const base = { set, started, isFresh: true };
      if (isEnough(set, isOthers) || reads >= pauses.length) return { base, isOthers, reads };
    }
  }

  /** Notes that Graph has accepted a set. */
  accepted({ kept, added }: NewSet): void {
    this.ledger.sent(added);
    const news = added.filter(isExclusion).map(({ content }) => [content, undefined] as const);
    const known = kept.filter((entry) => entry.direct && isExclusion(entry));
    this.#exclusions = new Map([...news, ...known.map((entry) => [entry.content, entry] as const)]);
  }

  /**
   * A reading with the exclusions that Graph has accepted and shown before, if the policy settles late. What Graph has
   * never shown is not added, so it has still to be confirmed. If others write the policy, they may have removed what a
   * resource wants, so that is written again instead.
   */
  #withExclusions(set: AssignmentSet): AssignmentSet {
    if (!this.policy.kind.settlesLate) return set;
    this.#exclusions = new Map(
      [...this.#exclusions].map(([content, known]) => [content, set.withContent(content) ?? known]),
    );
    const isHidden = (entry: Entry) =>
      !set.withContent(entry.content) &&
      !this.ledger.hasTaken(entry) &&
      !(this.parts.shared && this.ledger.hasContent(entry.content));
    const hidden = [...this.#exclusions.values()].filter((entry) => entry !== undefined).filter(isHidden);
    return hidden.length === 0 ? set : set.changed(new Set(), hidden);
  }

  /** The greatest age of a reading that an `assign` is built on, in milliseconds. */
  get ageForAssign(): number {
    return ageForAssign(this.parts.reader.roundTripMs);
  }

  /** Keeps a set for the next round. */
  remember(set: AssignmentSet, started: number): void {
    this.#last = { set, started, othersWrites: this.ledger.othersWrites };
  }

  /** Forgets the last reading, because the outcome of a write is unknown. */
  forget(): void {
    this.#last = undefined;
  }
}
