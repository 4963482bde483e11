import * as pulumi from "@pulumi/pulumi";
import { describeProblem } from "../provider/problems";
import { checkKnownFilters } from "../provider/targets/knownFilters";
import { refusal } from "./refusal";
import { kindOf, type ResourceClass } from "./resourceClass";

/**
 * Refuses a filter that does not fit the policy, if the program looked both up. The engine checks dynamic resources in
 * another process, which does not know the program's lookups.
 *
 * @param names - The properties that name the policy, and the one that says whom it reaches.
 * @param values - Their values, in that order.
 */
export function refuseUnfitFilters(
  resource: pulumi.CustomResource,
  resourceClass: ResourceClass,
  names: readonly string[],
  values: pulumi.Output<unknown[]>,
): void {
  const { input } = resourceClass.content;
  values.apply(async (known: readonly unknown[]) => {
    const properties = Object.fromEntries(names.map((name, index) => [name, known[index]]));
    const problems = checkKnownFilters(kindOf(resourceClass, properties), properties, input);
    if (problems.length === 0) return;
    const secrets = new Set((await pulumi.isSecret(values)) ? [input] : []);
    throw refusal(problems.map((found) => describeProblem(found, secrets)).join("\n"), resource);
  });
}
