import * as pulumi from "@pulumi/pulumi";
import { checkKnownFilters } from "../provider/targets/knownFilters";
import { kindOf, type ResourceClass } from "./resourceClass";

/**
 * Refuses a filter that does not fit the policy, if the program looked both up. The engine checks dynamic resources in
 * another process, which does not know the program's lookups.
 */
export function refuseUnfitFilters(resource: pulumi.CustomResource, resourceClass: ResourceClass): void {
  const { policyId, alsoNamedBy, content } = resourceClass;
  const outputs = resource as unknown as Readonly<Record<string, pulumi.Output<unknown>>>;
  const names = [...alsoNamedBy, policyId, content.input];
  const values = pulumi.all(names.map((name) => outputs[name]));
  values.apply(async (known: readonly unknown[]) => {
    const properties = Object.fromEntries(names.map((name, index) => [name, known[index]]));
    const problems = checkKnownFilters(kindOf(resourceClass, properties), properties, content.input);
    if (problems.length === 0) return;
    // Use the output only here: hardly any resource has a problem, and each output costs time.
    const shown = (await pulumi.isSecret(values))
      ? [`${content.input}: the filter does not fit the policy.`]
      : problems;
    throw new pulumi.ResourceError(shown.join("\n"), resource, true);
  });
}
