import * as pulumi from "@pulumi/pulumi";
import { Claims, describeRivals } from "../provider/targets/claims";
import { refuseUnfitFilters } from "./fittingFilters";
import { inheritedProvider, kindOf, type ResourceClass } from "./resourceClass";
import type { Target } from "./target";

/** The explicit provider, if any, identifies the tenant. */
type Tenants = Map<pulumi.ProviderResource | undefined, Claims<pulumi.Resource>>;

/**
 * The claims of each run, by the stack's root resource. Each run has a new one, and one process may run many stacks,
 * and one stack many times.
 */
const runs = new WeakMap<object, Tenants>();

/**
 * Refuses a program in which two resources claim the same target on the same policy, or a whole set and
 * anything else, and a filter that does not fit. Only the program sees all its resources: the engine does not show the
 * provider those that have not changed.
 *
 * Compares the outputs, not the arguments, because the outputs show transforms and `ignoreChanges`. It compares a value
 * that a preview does not know once it is known.
 *
 * @param opts - The options of the resource. A resource that is only read, by `get`, claims nothing.
 */
export function claim(
  resource: pulumi.CustomResource,
  resourceClass: ResourceClass,
  opts: pulumi.CustomResourceOptions | undefined,
): void {
  const run = pulumi.runtime.getStackResource();
  // Without a stack, this is a unit test with mocks. One program may run many times in it.
  if (run === undefined || opts?.id !== undefined || opts?.urn !== undefined) return;
  const { policyId, alsoNamedBy, content } = resourceClass;
  refuseUnfitFilters(resource, resourceClass);
  const outputs = resource as unknown as Readonly<Record<string, pulumi.Output<unknown>>>;
  // A set claims its policy, not its targets.
  const target = pulumi.output(content.input === "target" ? outputs[content.input] : undefined);
  const names = [policyId, ...alsoNamedBy];
  const all = pulumi.all([target, pulumi.isSecret(target), ...names.map((name) => outputs[name])]);
  (all as pulumi.Output<unknown[]>).apply(([known, secret, id, ...more]) => {
    const kind = kindOf(resourceClass, Object.fromEntries(alsoNamedBy.map((name, n) => [name, more[n]])));
    if (kind === undefined || typeof id !== "string") return;
    const tenants = entry(runs, run, (): Tenants => new Map());
    const claims = entry(tenants, inheritedProvider(resource), () => new Claims<pulumi.Resource>());
    if (content.input === "target" && !isTarget(known)) return;
    const rival = claims.add(
      resource,
      { policy: { kind, id }, ...(isTarget(known) && { target: known }) },
      secret === true,
    );
    if (rival === undefined) return;
    const words = describeRivals(nameOf(resource), { ...rival, owner: nameOf(rival.owner) });
    throw new pulumi.ResourceError(words, resource, true);
  });
}

function nameOf(resource: pulumi.Resource): string {
  return (resource as unknown as { __name?: string }).__name ?? "another resource";
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
