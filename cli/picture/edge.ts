import { plainText } from "../../provider/lookups/plainText";
import { describeTarget, groupOf, targetKey } from "../../provider/targets/identity";
import type { AssignmentFilter, Target } from "../../provider/targets/target";
import type { Names } from "../tenant/groups";
import type { Edge } from "./reach";

/**
 * How a target is drawn. One group is one audience, whether it is included or excluded.
 *
 * @param policySet - The policy set that made the assignment, if one did.
 * @internal
 */
export function edgeOf(target: Target, groups: Names, policySet?: string): Edge {
  const group = groupOf(target);
  const conditions = [filterCondition(target), policySet && `by policy set ${policySet}`].filter(Boolean);
  return {
    audience:
      group === undefined
        ? { key: targetKey(target), name: plainText(describeTarget(target)) }
        : { key: group, name: groups.get(group) ?? `group ${plainText(group)}` },
    excluded: target.type === "exclusionGroupAssignmentTarget",
    condition: conditions.length === 0 ? undefined : plainText(conditions.join(", ")),
  };
}

function filterCondition(target: Target): string | undefined {
  const { filter } = target as { filter?: AssignmentFilter };
  return filter && `where filter ${filter.id} ${filter.type === "include" ? "matches" : "does not match"}`;
}

/** Included before excluded, each by name. @internal */
export function inOrder(edges: readonly Edge[]): Edge[] {
  const key = ({ excluded, audience }: Edge) => `${Number(excluded)} ${audience.name} ${audience.key}`;
  return [...edges].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
