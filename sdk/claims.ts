import * as pulumi from "@pulumi/pulumi";
import { type Claim, Claims, claimKey, describeRivals } from "../provider/targets/claims";
import { refuseUnfitFilters } from "./fittingFilters";
import { warnOfMistypedKeys } from "./provider";
import { refusal } from "./refusal";
import { hasOutput, inheritedProvider, kindOf, type ResourceClass } from "./resourceClass";
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
 * A resource claims what its arguments and its outputs agree on. With `ignoreChanges`, the outputs are not what the
 * program declares; with `--target`, the outputs of other resources are those of before. It compares a value that a
 * preview does not know once it is known.
 *
 * @param args - What the program declares.
 * @param opts - The options of the resource. A resource that is only read, by `get`, claims nothing.
 */
export function claim(
  resource: pulumi.CustomResource,
  resourceClass: ResourceClass,
  args: object | undefined,
  opts: pulumi.CustomResourceOptions | undefined,
): void {
  const run = pulumi.runtime.getStackResource();
  // Without a stack, this is a unit test with mocks. One program may run many times in it.
  if (run === undefined || opts?.id !== undefined || opts?.urn !== undefined) return;
  warnOfMistypedKeys();
  const { policyId, alsoNamedBy, content } = resourceClass;
  const outputs = resource as unknown as Readonly<Record<string, pulumi.Output<unknown>>>;
  const names = [...alsoNamedBy, policyId];
  const withContent = [...names, content.input];
  // Each output costs time, and most programs have many resources. So both checks share this one.
  const values = pulumi.all(withContent.map((name) => outputs[name]));
  refuseUnfitFilters(resource, resourceClass, withContent, values);
  const isSet = content.input !== "target";
  // A set claims its policy, even if its targets are not known.
  const claimed: pulumi.Output<unknown[]> = isSet ? pulumi.all(names.map((name) => outputs[name])) : values;
  const declared = (isSet ? names : withContent).map((name) => (args as pulumi.Inputs | undefined)?.[name]);
  const compare = (known: readonly unknown[], given: readonly unknown[]) => {
    const result = claimOf(resourceClass, withContent, known);
    const declares = claimOf(resourceClass, withContent, given);
    if (result === undefined || declares === undefined) return undefined;
    if (claimKey(result) !== claimKey(declares)) return undefined;
    const tenants = entry(runs, run, (): Tenants => new Map());
    const claims = entry(tenants, inheritedProvider(resource), () => new Claims<pulumi.Resource>());
    const rival = claims.add(resource, result);
    if (rival === undefined) return undefined;
    const named = { ...rival, owner: nameOf(rival.owner) };
    return pulumi.isSecret(values).then((isSecret) => {
      throw refusal(describeRivals(nameOf(resource), result, named, isSecret), resource);
    });
  };
  if (hasOutput(declared)) {
    pulumi.all([claimed, pulumi.all(declared)]).apply(([known, given]) => compare(known, given));
  } else {
    claimed.apply((known) => compare(known, declared));
  }
}

/** What properties claim; undefined if they are wrong. */
function claimOf(
  resourceClass: ResourceClass,
  names: readonly string[],
  values: readonly unknown[],
): Claim | undefined {
  const properties = Object.fromEntries(names.map((name, index) => [name, values[index]]));
  const kind = kindOf(resourceClass, properties);
  const { [resourceClass.policyId]: id, target } = properties;
  if (kind === undefined || typeof id !== "string") return undefined;
  const policy = { kind, id };
  if (resourceClass.content.input !== "target") return { policy };
  return isTarget(target) ? { policy, target } : undefined;
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
