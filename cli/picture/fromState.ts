import { plainText } from "../../provider/lookups/plainText";
import { policyKey } from "../../provider/policyKind";
import type { StateResource } from "../state/deployment";
import { stackAssignments } from "../state/stackAssignments";
import type { Names } from "../tenant/groups";
import { edgeOf, inOrder } from "./edge";
import type { Edge, PolicyReach } from "./reach";

/**
 * Whom the policies of a stack reach, by its state alone. The state holds ids; what it knows of their names
 * is in the other resources of the stack, such as groups of @pulumi/azuread.
 *
 * @internal
 */
export function reachInState(resources: readonly StateResource[], tenantNames: Names): PolicyReach[] {
  const names = new Map([...namesIn(resources), ...tenantNames]);
  const reached = new Map<string, Omit<PolicyReach, "edges"> & { edges: Edge[] }>();
  for (const { kind, policyId, targets } of stackAssignments(resources)) {
    const key = policyKey({ kind, id: policyId });
    const name = names.get(policyId.toLowerCase()) ?? plainText(policyId);
    const policy = reached.get(key) ?? { key, noun: kind.noun, name, edges: [] };
    reached.set(key, policy);
    policy.edges.push(...targets.map((target) => edgeOf(target, names)));
  }
  return [...reached.values()]
    .map((policy) => ({ ...policy, edges: inOrder(policy.edges) }))
    .sort((a, b) => (`${a.noun} ${a.name} ${a.key}` < `${b.noun} ${b.name} ${b.key}` ? -1 : 1));
}

/** Names by the id that a resource has in its own service. */
function namesIn(resources: readonly StateResource[]): [string, string][] {
  return resources.flatMap(({ id, name, outputs }) => {
    const { displayName, objectId } = outputs;
    const shown = plainText(typeof displayName === "string" ? displayName : name);
    return [id, objectId].flatMap((key): [string, string][] =>
      typeof key === "string" && key !== "" && shown !== "" ? [[key.toLowerCase(), shown]] : [],
    );
  });
}
