import type { ResourceKind } from "../provider/policyKind";

/** The type token of a resource class. @internal */
export function typeToken(kind: ResourceKind): string {
  return `pulumi-nodejs:dynamic/intune:${kind}`;
}

/**
 * The inputs of a dynamic resource, with the outputs that the provider adds.
 *
 * `pulumi.dynamic.Resource` would serialise the provider's code into every resource's state: thousands of
 * characters, code of an old version that runs on after an upgrade, and no way to use undici or
 * @azure/identity. The engine only needs a string that yields the handler, so this one names the package: it
 * never changes, and what is installed is what runs.
 *
 * @internal
 */
export function dynamicInputs(kind: ResourceKind, args: object, outputs: readonly string[]): object {
  return {
    ...Object.fromEntries(outputs.map((name) => [name, undefined])),
    ...args,
    __provider: `exports.handler=()=>require("pulumi-intune/provider").handler("${kind}")`,
  };
}
