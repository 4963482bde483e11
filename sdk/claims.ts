import * as pulumi from "@pulumi/pulumi";
import { describeTarget, targetKey } from "../provider/targets/identity";
import type { Target } from "./target";

/** What the resources of one run of a program claim on one policy. */
interface PolicyClaims {
  readonly targets: Map<string, pulumi.Resource>;
  wholeSet?: pulumi.Resource;
}

/** A tenant's policies by id; the tenant is told by the explicit provider, if there is one. */
type Tenants = Map<pulumi.ProviderResource | undefined, Map<string, PolicyClaims>>;

/**
 * By the stack's root resource, which is new with every run: one process may run many stacks, and one stack
 * many times.
 */
const runs = new WeakMap<object, Tenants>();

/**
 * Refuses a program in which two resources claim the same target on the same policy, or a whole set and
 * anything else. Only the program sees all its resources: the engine does not show the provider those that
 * have not changed. Values that are not known in a preview are compared once they are.
 *
 * @internal
 */
export function claimTarget(
  resource: pulumi.CustomResource,
  type: string,
  policyId: pulumi.Input<string>,
  target: pulumi.Input<unknown>,
): void {
  onceKnown(resource, type, policyId, target, (claims, id, known) => {
    if (claims.wholeSet) refuse(resource, claims.wholeSet, `owns all assignments of ${id}`);
    if (!isTarget(known)) return;
    const key = targetKey(known);
    const other = claims.targets.get(key);
    if (other) refuse(resource, other, `assigns ${describeTarget(known)} to ${id}`);
    claims.targets.set(key, resource);
  });
}

/** @internal */
export function claimSet(
  resource: pulumi.CustomResource,
  type: string,
  policyId: pulumi.Input<string>,
): void {
  onceKnown(resource, type, policyId, undefined, (claims, id) => {
    const [other] = claims.wholeSet ? [claims.wholeSet] : claims.targets.values();
    if (other) refuse(resource, other, `assigns ${id}, of which this one owns all assignments,`);
    claims.wholeSet = resource;
  });
}

function onceKnown(
  resource: pulumi.CustomResource,
  type: string,
  policyId: pulumi.Input<string>,
  target: pulumi.Input<unknown>,
  claim: (claims: PolicyClaims, policyId: string, target: unknown) => void,
): void {
  const run = pulumi.runtime.getStackResource();
  // Without a stack this is a unit test with mocks, in which one program may run many times.
  if (run === undefined) return;
  pulumi.all([policyId, target]).apply(([id, known]) => {
    if (typeof id !== "string") return;
    const tenants = entry(runs, run, (): Tenants => new Map());
    const policies = entry(tenants, resource.getProvider(type), () => new Map<string, PolicyClaims>());
    claim(
      entry(policies, id.toLowerCase(), (): PolicyClaims => ({ targets: new Map() })),
      id,
      known,
    );
  });
}

function refuse(resource: pulumi.Resource, other: pulumi.Resource, what: string): never {
  const name = (of: pulumi.Resource) => (of as unknown as { __name?: string }).__name ?? "another resource";
  throw new pulumi.ResourceError(
    `"${name(resource)}" and "${name(other)}" claim the same: "${name(other)}" ${what} already. Declare it once.`,
    resource,
    true,
  );
}

function isTarget(value: unknown): value is Target {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function entry<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
