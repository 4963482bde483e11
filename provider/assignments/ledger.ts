import type { Target } from "../target";
import { type Identity, identify } from "../targets/identity";
import type { AssignmentSet } from "./assignmentSet";
import type { Wants } from "./plan";

/**
 * What one process of a run tells the others of a policy:
 *
 * - `holds`: an unchanged resource has a target.
 * - `wants`, `drops`: a resource asks for a target; the request was refused before anything was sent.
 * - `takes`: a target is about to be removed, unless a resource wants it.
 * - `made`, `took`: a target is assigned now; it was removed.
 * - `mayHaveMade`, `mayHaveTaken`: the same, by a write that failed and may have taken effect.
 * - `writes`: the set is about to be written, so earlier reads of it are out of date.
 */
export type Fact =
  | ("holds" | "wants" | "drops" | "takes")
  | ("made" | "took" | "mayHaveMade" | "mayHaveTaken")
  | "writes";

type FactOfTarget = Exclude<Fact, "writes">;

/** A fact, with the target that it is about, except for `writes`. */
export interface Note {
  readonly fact: Fact;
  readonly target?: Target;
}

/**
 * What this run knows about one policy, beyond what a read shows. A want lasts as long as the run: the engine handles
 * each resource once and deletes last, so no resource may remove what a live resource wants. A late read does not undo
 * what this run has made or removed.
 */
export class Ledger implements Wants {
  /** What the program declares in this process. */
  readonly #declared = new Set<string>();
  readonly #wanted = new Map<string, Identity>();
  /** The keys of targets that a resource has already. */
  readonly #heldKeys = new Set<string>();
  /** What this run has made or found, and what is still there as far as it knows. */
  readonly #made = new Map<string, Identity>();
  /**
   * What this run has ever made, found or sent, and what unchanged resources have. While it is wanted, each write restores
   * it.
   */
  readonly #lasting = new Map<string, Identity>();
  readonly #taken = new Set<string>();
  /** What the state has. A read can lag behind the run before, and the next one can lag further. */
  readonly #expected = new Map<string, Identity>();
  #expectsMore = true;
  /** What a write that failed may have changed, by content: whether it is there if the write took effect. */
  readonly #inDoubt = new Map<string, boolean>();
  /** What a process of this run is about to remove, this one included. */
  readonly #announced = new Set<string>();
  /** Every content that was read or wanted. Any other entry is from another writer. */
  readonly #seen = new Set<string>();
  #lastRead: AssignmentSet | undefined;
  #othersWrites = 0;

  /** @param send - Sends notes to the other processes of this run. */
  constructor(private readonly send: (notes: readonly Note[]) => void) {}

  hasContent(content: string): boolean {
    return this.#wanted.has(content);
  }

  holdsKey(key: string): boolean {
    return this.#heldKeys.has(key);
  }

  /** How often other processes have written the policy. */
  get othersWrites(): number {
    return this.#othersWrites;
  }

  /** Whether a set lacks something that the state has, or no reading has shown what a write that failed may have done. */
  expectsMoreThan(set: AssignmentSet): boolean {
    return this.#inDoubt.size > 0 || this.#missingFrom(set).length > 0;
  }

  /** What the state has, a set lacks and no resource wants any more. */
  leaversMissingFrom(set: AssignmentSet): Identity[] {
    return this.#missingFrom(set).filter(({ content }) => !this.#wanted.has(content));
  }

  /** Whether this run has removed a target. */
  hasTaken({ content }: Identity): boolean {
    return this.#taken.has(content);
  }

  /**
   * Whether a target that the state has may be gone: this run has removed it or is about to, or the last reading, which
   * the next set is built on, does not show it.
   */
  mayBeGone(identity: Identity): boolean {
    const { content } = identity;
    const isHidden =
      this.#lastRead !== undefined && !this.#isIn(this.#lastRead, identity) && !this.#made.has(content);
    return isHidden || this.#taken.has(content) || this.#announced.has(content);
  }

  declare({ content }: Identity): void {
    this.#declared.add(content);
  }

  declares({ content }: Identity): boolean {
    return this.#declared.has(content);
  }

  /** Notes that the state has a target: readings should show it. */
  expect(identity: Identity): void {
    const { content } = identity;
    this.#seen.add(content);
    if (this.#expectsMore && !this.#taken.has(content)) this.#expected.set(content, identity);
  }

  /**
   * Accepts that what readings do not show is gone, or was not done. From now on, reads no longer lag behind the run
   * before.
   */
  stopExpecting(): void {
    this.#expected.clear();
    this.#inDoubt.clear();
    this.#expectsMore = false;
  }

  /** Notes facts of this process about some targets, and tells the others what they do not know. */
  tell(facts: Partial<Record<FactOfTarget, readonly Identity[]>>): void {
    const notes: Note[] = [];
    for (const [fact, identities] of Object.entries(facts) as [FactOfTarget, readonly Identity[]][]) {
      for (const identity of identities) {
        if (this.#knows(fact, identity)) continue;
        this.#note(fact, identity);
        notes.push({ fact, target: identity.target });
      }
    }
    if (notes.length > 0) this.send(notes);
  }

  /** Notes what Graph has accepted, before a reading shows it. */
  sent(identities: readonly Identity[]): void {
    for (const identity of identities) this.#lasting.set(identity.content, identity);
  }

  /** Tells the others that this process is about to write the set. */
  tellWrites(): void {
    this.send([{ fact: "writes" }]);
  }

  /** Notes a fact of another process. */
  hear({ fact, target }: Note): void {
    if (target === undefined) this.#othersWrites++;
    else this.#note(fact, identify(target));
  }

  /** Notes what a read shows. Returns whether another writer has added something since the read before. */
  see(set: AssignmentSet): boolean {
    const before = this.#seen.size;
    for (const { content } of set.direct) this.#seen.add(content);
    const added = this.#lastRead !== undefined && this.#seen.size > before;
    this.#lastRead = set;
    for (const [content, isThere] of this.#inDoubt) {
      if ((set.withContent(content) !== undefined) === isThere) this.#inDoubt.delete(content);
    }
    return added;
  }

  /** Whether a read is from before a change that this run has made. */
  isLate(set: AssignmentSet): boolean {
    for (const content of this.#made.keys()) if (!set.withContent(content)) return true;
    for (const content of this.#taken) if (set.withContent(content)) return true;
    return false;
  }

  /** Accepts a read that stayed late for as long as reads may lag: another writer has changed the set. */
  believe(set: AssignmentSet): void {
    for (const content of this.#made.keys()) if (!set.withContent(content)) this.#made.delete(content);
    for (const content of this.#taken) if (set.withContent(content)) this.#taken.delete(content);
  }

  /** What this run has sent or found, or an unchanged resource has, and a set lacks. Every set that is written contains it. */
  lostFrom(set: AssignmentSet): Identity[] {
    const isLost = ({ target, key, content }: Identity) =>
      !set.withContent(content) &&
      this.#wanted.has(content) &&
      !shows(set, key) &&
      set.opposing(target).length === 0;
    return [...this.#lasting.values()].filter(isLost);
  }

  #missingFrom(set: AssignmentSet): Identity[] {
    return [...this.#expected.values()].filter((identity) => !this.#isIn(set, identity));
  }

  /** Whether a set has what the state has. What leaves is found with any filter, and what stays has to keep its own. */
  #isIn(set: AssignmentSet, { key, content }: Identity): boolean {
    return this.#wanted.has(content) ? set.withContent(content) !== undefined : shows(set, key);
  }

  #knows(fact: Fact, { content }: Identity): boolean {
    if (fact === "wants") return this.#wanted.has(content);
    if (fact === "made") return this.#made.has(content);
    return fact === "took" && this.#taken.has(content);
  }

  #note(fact: Fact, identity: Identity): void {
    const { key, content } = identity;
    if (fact === "holds" || fact === "wants") {
      this.#wanted.set(content, identity);
      this.#seen.add(content);
      if (fact === "holds") {
        this.#heldKeys.add(key);
        this.#lasting.set(content, identity);
        this.expect(identity);
      }
    } else if (fact === "drops") {
      this.#wanted.delete(content);
    } else if (fact === "takes") {
      this.#announced.add(content);
    } else if (fact === "mayHaveMade" || fact === "mayHaveTaken") {
      this.#inDoubt.set(content, fact === "mayHaveMade");
    } else if (fact === "took") {
      this.#inDoubt.delete(content);
      this.#made.delete(content);
      this.#expected.delete(content);
      this.#taken.add(content);
    } else {
      this.#inDoubt.delete(content);
      this.#made.set(content, identity);
      this.#lasting.set(content, identity);
      if (this.#wanted.has(content)) this.#heldKeys.add(key);
      this.#taken.delete(content);
      this.#announced.delete(content);
      this.#seen.add(content);
    }
  }
}

/** Whether a set has a target, whatever its filter. */
function shows(set: AssignmentSet, key: string): boolean {
  return set.withKey(key).length > 0;
}
