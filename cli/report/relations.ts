import type { Report, ReportAssignment, ReportKind, ReportPolicy, ReportTarget } from "./facts";

// Runs in Node and in the report's page: no import but of types.

/** One assignment with all that it refers to. */
export interface Relation {
  readonly policy: PolicyRelations;
  readonly target: TargetRelations;
  readonly mode: ReportAssignment["mode"];
  readonly filter:
    | { readonly id: string; readonly name: string; readonly type: "include" | "exclude" }
    | undefined;
  readonly policySet: string | undefined;
  readonly resource: string | undefined;
}

/** A policy with its assignments: the direction "whom does this policy reach". */
export interface PolicyRelations {
  readonly policy: ReportPolicy;
  readonly kind: ReportKind;
  readonly relations: readonly Relation[];
}

/** A target with its assignments: the direction "what does this group get". */
export interface TargetRelations {
  readonly target: ReportTarget;
  readonly relations: readonly Relation[];
}

/** Both directions of a report, in the report's order. */
export interface Relations {
  readonly policies: readonly PolicyRelations[];
  readonly targets: readonly TargetRelations[];
}

/** Follows the keys of a report. @throws Error if the report lacks something that it refers to. */
export function relationsOf(report: Report): Relations {
  const kinds = new Map(report.kinds.map((kind) => [kind.name, kind]));
  const filters = new Map(report.filters.map(({ id, name }) => [id.toLowerCase(), name]));
  const targets = new Map(
    report.targets.map((target) => [target.key, { target, relations: [] as Relation[] }]),
  );
  const policies = report.policies.map((policy): PolicyRelations => {
    const relations: Relation[] = [];
    const own = { policy, kind: known(kinds, policy.kind), relations };
    for (const { target: key, filter, ...assignment } of policy.assignments) {
      const target = known(targets, key);
      const relation: Relation = {
        policy: own,
        target,
        mode: assignment.mode,
        filter: filter && { ...filter, name: filters.get(filter.id.toLowerCase()) ?? filter.id },
        policySet: assignment.policySet,
        resource: assignment.resource,
      };
      relations.push(relation);
      target.relations.push(relation);
    }
    return own;
  });
  return { policies, targets: [...targets.values()] };
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the report does not hold ${key}`);
  return value;
}

/** Whether a policy includes somebody. Exclusions alone reach nobody. */
export function reachesSomebody({ relations }: PolicyRelations): boolean {
  return relations.some(({ mode }) => mode === "include");
}

/** Whether a policy includes all users or all devices. A filter may narrow them. */
export function reachesEverybody({ relations }: PolicyRelations): boolean {
  return relations.some(({ mode, target }) => mode === "include" && isEverybody(target));
}

/** Whether a target is all users or all devices. */
export function isEverybody({ target }: TargetRelations): boolean {
  return target.type === "allUsers" || target.type === "allDevices";
}

/** "Pilot ring (deleted)": a target's name, with a remark if the group is deleted. */
export function targetLabel({ name, deleted }: ReportTarget): string {
  return deleted ? `${name} (deleted)` : name;
}

/** "where filter Windows 11 matches": the filter of an assignment. Empty without a filter. */
export function filterLabel({ filter }: Relation): string {
  if (filter === undefined) return "";
  return `where filter ${filter.name} ${filter.type === "include" ? "matches" : "does not match"}`;
}

/** The filter and the policy set of an assignment, on one line. Empty if it is direct and has no filter. */
export function remarkLabel(relation: Relation): string {
  const { policySet } = relation;
  return [filterLabel(relation), policySet && `by policy set ${policySet}`].filter(Boolean).join(", ");
}

/** A remark beside a policy's name, such as "built in". Empty if there is none. */
export function policyRemark(relations: PolicyRelations): string {
  const { builtIn, unreadable } = relations.policy;
  if (unreadable !== undefined) return "could not be read";
  const reach = reachesSomebody(relations) ? "" : "assigned to nobody";
  return [builtIn && "built in", reach].filter(Boolean).join(", ");
}
