import type { Target } from "../target";
import { oppositeKey, targetKey } from "../targets/identity";
import type { Entry } from "./entry";
import type { Former, OwnAssignment } from "./intent";

/** All assignments of a policy at one moment. Only direct ones are found: the others are governed elsewhere. */
export class AssignmentSet {
  readonly #byContent = new Map<string, Entry>();
  readonly #byKey: ReadonlyMap<string, readonly Entry[]>;

  readonly direct: readonly Entry[];

  constructor(readonly entries: readonly Entry[]) {
    this.direct = entries.filter(({ direct }) => direct);
    for (const entry of this.direct) this.#byContent.set(entry.content, entry);
    this.#byKey = Map.groupBy(this.direct, ({ key }) => key);
  }

  /** The assignment whose target and filter are exactly these. */
  withContent(content: string): Entry | undefined {
    return this.#byContent.get(content);
  }

  /** The assignments of a target, whatever their filter. */
  withKey(key: string): readonly Entry[] {
    return this.#byKey.get(key) ?? [];
  }

  /** The assignments that have the target's group the other way round. */
  opposing(target: Target): readonly Entry[] {
    const key = oppositeKey(target);
    return key === undefined ? [] : this.withKey(key);
  }

  /**
   * Finds a resource's assignment by id and type, or by target if Graph's id has changed. After updates of which nobody
   * knows whether they took effect, it finds all that may be the resource's, the one with the target first.
   */
  own({ assignmentId, target, formers = [] }: OwnAssignment): readonly Entry[] {
    const ofTarget = this.withKey(targetKey(target)).slice(0, 1);
    if (formers.length > 0) {
      return [...new Set([...ofTarget, ...formers.flatMap((former) => this.#withId(former) ?? [])])];
    }
    const known =
      assignmentId === undefined ? undefined : this.#withId({ id: assignmentId, type: target.type });
    return known === undefined ? ofTarget : [known];
  }

  #withId({ id, type }: Former): Entry | undefined {
    const folded = id.toLowerCase();
    return this.direct.find(({ foldedId, target }) => foldedId === folded && target.type === type);
  }

  /** The set after single writes. */
  changed(removed: ReadonlySet<Entry>, added: readonly Entry[]): AssignmentSet {
    return new AssignmentSet([...this.entries.filter((entry) => !removed.has(entry)), ...added]);
  }
}
