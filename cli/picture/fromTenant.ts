import { isDirect, targetOf } from "../../provider/assignments/entry";
import { policyKey } from "../../provider/policyKind";
import type { AssignedPolicy } from "../tenant/assignedPolicy";
import type { Names } from "../tenant/groups";
import { edgeOf, inOrder } from "./edge";
import type { PolicyReach } from "./reach";

/** Whom the policies of a tenant reach, whoever made the assignments. @internal */
export function reachInTenant(policies: readonly AssignedPolicy[], groups: Names): PolicyReach[] {
  return policies.map((policy) => ({
    key: policyKey(policy),
    noun: policy.kind.noun,
    name: policy.displayName,
    edges: inOrder(
      policy.entries.map((entry) =>
        edgeOf(targetOf(entry), groups, isDirect(entry) ? undefined : String(entry["sourceId"])),
      ),
    ),
  }));
}
