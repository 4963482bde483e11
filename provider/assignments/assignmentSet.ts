import type { Target } from "../target";
import { oppositeKey, targetKey } from "../targets/identity";
import type { Entry } from "./entry";
import type { OwnAssignment } from "./intent";

/** All assignments of a policy at one moment. Only direct ones are found: the others are governed elsewhere. */
export class AssignmentSet {
  readonly #byContent = new Map<string, Entry>();
  readonly #byKey: ReadonlyMap<string, readonly Entry[]>;
  #byId: ReadonlyMap<string, readonly Entry[]> | undefined;

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
   * Finds a resource's assignment by id and type, or by target if Graph's id has changed. The type counts because an
   * inclusion and an exclusion of one group can have the same id.
   */
  own({ assignmentId, target, formerType }: OwnAssignment): Entry | undefined {
    this.#byId ??= Map.groupBy(this.direct, ({ foldedId }) => foldedId);
    const same = this.#byId.get(assignmentId?.toLowerCase() ?? "") ?? [];
    const ofType = (type: string | undefined) => same.find((entry) => entry.target.type === type);
    return ofType(formerType) ?? ofType(target.type) ?? this.withKey(targetKey(target))[0];
  }

  /** The set after single writes. */
  changed(removed: ReadonlySet<Entry>, added: readonly Entry[]): AssignmentSet {
    return new AssignmentSet([...this.entries.filter((entry) => !removed.has(entry)), ...added]);
  }
}
