import * as pulumi from "@pulumi/pulumi";
import { type PolicyKind, policyKinds } from "../provider/policyKind";
import { kindOfPolicyType } from "../provider/policyType";
import { show } from "../provider/problems";
import { hostPackage, packageName, refuseImport, typeToken, withProvider } from "./dynamicResource";
import { pluginToken, usesPlugin } from "./pluginResource";
import { refusal } from "./refusal";

/** What differs between the resource classes. */
export interface ResourceClass {
  /** The name of the class. */
  readonly name: string;
  /** The property that holds the policy's id. */
  readonly policyId: string;
  /** Other properties that name the policy. */
  readonly alsoNamedBy: readonly string[];
  /** The property that says whom the policy reaches, and the output that Graph adds to it. */
  readonly content: { readonly input: string; readonly output: string };
}

/** A class whose resources are one assignment of a policy. */
export function singleAssignment(
  name: string,
  policyId: string,
  alsoNamedBy: readonly string[] = [],
): ResourceClass {
  return { name, policyId, alsoNamedBy, content: { input: "target", output: "assignmentId" } };
}

/** A class whose resources are all assignments of a policy. */
export function wholeSet(name: string, policyId: string, alsoNamedBy: readonly string[] = []): ResourceClass {
  return { name, policyId, alsoNamedBy, content: { input: "targets", output: "assignments" } };
}

/** The kind of the policy that a resource assigns; undefined if its `policyType` is wrong. */
export function kindOf(
  { policyId, alsoNamedBy }: ResourceClass,
  properties: Readonly<Record<string, unknown>>,
): PolicyKind | undefined {
  if (alsoNamedBy.length > 0) return kindOfPolicyType(properties["policyType"]);
  return Object.values<PolicyKind>(policyKinds).find((kind) => kind.policyIdProperty === policyId);
}

/**
 * The arguments of a resource class for the constructor of `pulumi.CustomResource`. A function, not a base class,
 * because Pulumi finds the program's line at a fixed depth of constructors.
 */
export function registration(
  { name: className, policyId, alsoNamedBy, content }: ResourceClass,
  name: string,
  given: object | undefined,
  opts: pulumi.CustomResourceOptions = {},
): [type: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions] {
  const args = given ?? {};
  const token = typeToken(className);
  const plugin = usesPlugin();
  if (!plugin) refuseImport(name, opts);
  const provider = opts.provider ?? inheritedProvider(opts.parent);
  const additionalSecretOutputs = [...(opts.additionalSecretOutputs ?? [])];
  // If an input is secret, the engine keeps the output of the same name secret. This output shows the same targets
  // under another name. Pulumi reads the options after it has awaited the properties, including this promise.
  const input: unknown = (args as pulumi.Inputs)[content.input];
  const secrecy = async (): Promise<undefined> => {
    if (await pulumi.isSecret(pulumi.output(input))) additionalSecretOutputs.push(content.output);
  };
  // Every property becomes an output, even if it is not given.
  const properties = {
    ...Object.fromEntries([...alsoNamedBy, policyId].map((property) => [property, undefined])),
    [content.input]: undefined,
    [content.output]: hasOutput(input) ? secrecy() : undefined,
    ...args,
  };
  // A resource that you declared with the other entry point, or in another language, is the same resource. Pulumi does
  // not combine aliases, so each of the program's own has one of the other type beside it.
  const type = plugin ? token : pluginToken(token);
  const ofOtherType = (opts.aliases ?? []).filter(isAliasOfSameType).map((alias) => ({ ...alias, type }));
  const aliases = [...(opts.aliases ?? []), ...ofOtherType, { type }];
  return [
    plugin ? pluginToken(token) : token,
    name,
    plugin ? properties : withProvider(className, properties),
    { ...opts, ...(provider && { provider }), additionalSecretOutputs, aliases },
  ];
}

/** Whether an alias is for another name or parent. It is not if it is a URN, or not known yet. */
function isAliasOfSameType(alias: pulumi.Input<pulumi.URN | pulumi.Alias>): alias is pulumi.Alias {
  return typeof alias === "object" && !("then" in alias || "apply" in alias) && alias.type === undefined;
}

/**
 * The options with which `get` reads a resource. Pulumi would take a resource without an id for one that the program
 * declares, and create it.
 *
 * @throws pulumi.ResourceError if the id is missing or empty. If it is an output, the output rejects.
 */
export function reading(
  { name: className, content }: ResourceClass,
  name: string,
  id: pulumi.Input<pulumi.ID>,
  opts?: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  const accepted = content.input === "target" ? "{policyId}/{assignmentId}" : "the id of the policy";
  const required = (given: unknown) => {
    if (typeof given === "string" && given.trim() !== "") return given;
    throw refusal(
      `id: ${className}.get("${name}") reads what exists by its id, and is given ${show(given)} instead of ${accepted}.`,
      opts?.parent,
    );
  };
  const later = typeof id === "object" && id !== null;
  return { ...opts, id: later ? pulumi.output(id).apply(required) : required(id) };
}

/** Whether a value can be secret, which only an output is. A promise can resolve to one. */
export function hasOutput(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return pulumi.Output.isInstance(value) || "then" in value || Object.values(value).some(hasOutput);
}

/**
 * The provider that a resource passes to this package's resources below it. Pulumi itself only looks for a provider of
 * the host for dynamic resources.
 */
export function inheritedProvider(parent: pulumi.Resource | undefined): pulumi.ProviderResource | undefined {
  return parent?.getProvider(`${packageName}:index:`) ?? parent?.getProvider(`${hostPackage}:index:`);
}

/**
 * Whether a value is a resource of a class, dynamic or of the plugin. Typed policies (CrossGuard) call it with
 * only `{ __pulumiType }`. They would not if the class had a static `__pulumiType`, but compare that with the type, and
 * miss the resources of the plugin.
 */
export function isOfType(value: unknown, token: string): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "__pulumiType" in value &&
    [token, pluginToken(token)].includes(String(value.__pulumiType))
  );
}
