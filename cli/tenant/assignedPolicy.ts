import type { Entry } from "../../provider/assignments/entry";
import type { Policy, PolicyKindName } from "../../provider/policyKind";
import { groupOf } from "../../provider/targets/identity";
import { isGuid } from "../../provider/targets/targetTypes";

/** A policy with all its assignments. */
export interface AssignedPolicy extends Policy {
  readonly kindName: PolicyKindName;
  /** On one line. The id where the policy has no name. */
  readonly displayName: string;
  /** Whether the policy is built in, so that nobody can change its assignments. */
  readonly builtIn: boolean;
  readonly entries: readonly Entry[];
}

/** "compliance policy Baseline (c0000000-…)": several policies may have one name. */
export function describePolicy({ kind, displayName, id }: Omit<AssignedPolicy, "entries">): string {
  return `${kind.noun} ${displayName}${displayName === id ? "" : ` (${id})`}`;
}

/** The groups that policies include or exclude. */
export function groupIds(policies: readonly AssignedPolicy[]): string[] {
  const groups = policies.flatMap(({ entries }) => entries.map(({ target }) => groupOf(target) ?? ""));
  // In a target of an unknown type, a group's id may mean something else.
  return groups.filter(isGuid);
}

/** The filters that narrow a target of the policies. */
export function filterIds(policies: readonly AssignedPolicy[]): string[] {
  const targets = policies.flatMap(({ entries }) => entries.map(({ target }) => target));
  return targets.flatMap((target) => ("filter" in target && target.filter ? target.filter.id : []));
}
