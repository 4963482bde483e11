import { randomUUID } from "node:crypto";
import type { JsonObject } from "../graph/json";
import type { ServiceName, Version } from "../policyColumns";
import type { PolicyKind } from "../policyKind";
import { renderTarget } from "./renderTarget";
import { type Target, targetSubject } from "./target";

/** An assignment as the emulator keeps it. */
export interface Assignment {
  readonly id: string;
  readonly target: Target;
  readonly source: "direct" | "policySets";
  readonly sourceId: string | null;
  /** Further properties, as received. */
  readonly more: JsonObject;
}

/** How many sets of a policy are kept for stale reads. */
const keptSets = 32;

/** A policy of one kind, with its assignments. */
export class Policy {
  /** The sets since the policy was loaded. The last one is the current set. */
  #sets: readonly (readonly Assignment[])[] = [[]];
  #lag: { readonly set: readonly Assignment[]; reads: number } | undefined;

  constructor(
    readonly kind: PolicyKind,
    /** Everything but the assignments. */
    readonly properties: JsonObject & { id: string },
  ) {}

  get id(): string {
    return this.properties.id;
  }

  get displayName(): string {
    return String(this.properties[this.kind.nameProperty] ?? "");
  }

  /** The current set. */
  get assignments(): readonly Assignment[] {
    return this.#sets.at(-1) ?? [];
  }

  /** Whether the policy is built in: it reaches everybody, has priority 0, and you cannot assign it [R]. */
  get isBuiltIn(): boolean {
    const { builtIn } = this.kind;
    return builtIn !== undefined && (builtIn.test(this.id) || this.properties["priority"] === 0);
  }

  /** The policy's type without its namespace, if it has one. */
  get type(): string | undefined {
    const type = this.properties["@odata.type"];
    return typeof type === "string" ? type.replace(/^#?microsoft\.graph\./, "") : undefined;
  }

  /** The set that a read shows. It may be older than the last writes. */
  shown(): readonly Assignment[] {
    if (this.#lag === undefined || this.#lag.reads === 0) {
      return this.assignments;
    }
    this.#lag.reads -= 1;
    return this.#lag.set;
  }

  /** Sets the policy's first assignments. */
  load(assignments: readonly Assignment[]): void {
    this.#sets = [assignments];
  }

  replace(assignments: readonly Assignment[]): void {
    this.#lag = undefined;
    this.#sets = [...this.#sets.slice(1 - keptSets), assignments];
  }

  /** Makes the next reads show the set of some writes ago, or the oldest known set. */
  lag(reads: number, writes: number): void {
    this.#lag = { set: this.#before(writes), reads };
  }

  /** Makes the next read show the exclusions as they were some writes ago, and everything else as it is. */
  lagExclusions(writes: number): void {
    const isExclusion = ({ target }: Assignment) => target.type === "exclusionGroupAssignmentTarget";
    const included = this.assignments.filter((assignment) => !isExclusion(assignment));
    this.#lag = { set: [...included, ...this.#before(writes).filter(isExclusion)], reads: 1 };
  }

  #before(writes: number): readonly Assignment[] {
    return this.#sets.at(-1 - writes) ?? this.#sets[0] ?? [];
  }

  /** Builds the id of a new assignment. */
  newAssignmentId(service: ServiceName, target: Target): string {
    const named = target.properties["collectionId"] ?? target.properties["entraObjectId"];
    // Nothing is reported for targets without a group. The id uses what they name, or a GUID [I].
    const group = targetSubject(target) ?? (typeof named === "string" ? named : randomUUID());
    const isExclusion = target.type === "exclusionGroupAssignmentTarget";
    return this.kind[service].assignmentId?.({ policy: this.id, group, isExclusion }) ?? randomUUID();
  }

  /** The `sourceId` of a client's assignment [R for compliance policies, else I]. */
  get directSourceId(): string {
    return this.kind.directSourceId ?? this.id;
  }
}

/** An assignment in an answer. */
export function renderAssignment(
  { id, target, source, sourceId, more }: Assignment,
  kind: PolicyKind,
  version: Version,
  service: ServiceName,
): JsonObject {
  // The pages print the type. OData's minimal metadata names a type only if it is not the declared one [D, I].
  const type =
    service === "documented" ? { "@odata.type": `#microsoft.graph.${kind.assignmentType}` } : undefined;
  const rendered = renderTarget(target, version);
  if (version === "v1.0") {
    return { ...type, id, target: rendered };
  }
  return { ...type, id, ...(kind.hasSource ? { source, sourceId } : {}), ...more, target: rendered };
}
