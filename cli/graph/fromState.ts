import { plainText } from "../../provider/lookups/plainText";
import { type PolicyKind, policyKey, policyKinds } from "../../provider/policyKind";
import type { Target } from "../../provider/target/target";
import { typeToken } from "../../sdk/dynamicResource";
import type { Names } from "../tenant/groupNames";
import type { StateResource } from "./deployment";
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
  for (const { kind, policyId, targets } of resources.flatMap(assignmentIn)) {
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

interface DeclaredAssignment {
  readonly kind: PolicyKind;
  readonly policyId: string;
  readonly targets: readonly Target[];
}

/** What a resource of the state assigns; nothing where it is another resource. */
function assignmentIn({ type, outputs }: StateResource): DeclaredAssignment[] {
  const kind = kindsByToken.get(type);
  const policyId = kind && outputs[kind.policyIdProperty];
  if (kind === undefined || typeof policyId !== "string") return [];
  const given: unknown[] = Array.isArray(outputs["targets"]) ? outputs["targets"] : [outputs["target"]];
  return [{ kind, policyId, targets: given.map(readable) }];
}

const kindsByToken: ReadonlyMap<string, PolicyKind> = new Map(
  Object.entries(policyKinds).flatMap(([name, kind]) =>
    (["", "Set"] as const).map((set) => [
      typeToken(`${name as keyof typeof policyKinds}Assignment${set}`),
      kind,
    ]),
  ),
);

/** What a stack holds as a secret is encrypted in its export, in place of a value. */
function readable(target: unknown): Target {
  const hidden = (value: unknown) => (typeof value === "object" ? "(secret)" : value);
  const { filter, ...properties } = (target ?? {}) as Record<string, unknown>;
  if (typeof properties["type"] !== "string") return { type: "(secret)" } as unknown as Target;
  const shown = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, hidden(value)]));
  return { ...shown, ...(isFilter(filter) && { filter }) } as unknown as Target;
}

function isFilter(value: unknown): boolean {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
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
