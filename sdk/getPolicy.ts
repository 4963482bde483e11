import type * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../provider/policyType";
import { type LookupArgs, type LookupOutputArgs, lookUp, lookUpOutput } from "./lookUp";

/** What identifies the policy of {@link getPolicy}: its type, and its name or its id. */
export type GetPolicyArgs = LookupArgs & {
  /** Graph's name of the collection that the policy is in, such as `configurationPolicies`. */
  policyType: PolicyType;
};

/** What identifies the policy of {@link getPolicyOutput}: its type, and its name or its id. */
export type GetPolicyOutputArgs = LookupOutputArgs & {
  /** Graph's name of the collection that the policy is in, such as `configurationPolicies`. */
  policyType: pulumi.Input<PolicyType>;
};

/** A policy, as far as its assignment needs it. */
export interface GetPolicyResult {
  /** Graph's name of the collection that the policy is in. */
  policyType: PolicyType;
  /** The policy's `id` in Graph: what `policyId` takes. */
  id: string;
  /** The policy's name. */
  displayName: string;
  /** Graph's name of the policy's type, such as `windowsUpdateForBusinessConfiguration`; empty if Graph does not say. */
  type: string;
}

/**
 * Looks up a policy of another kind by its name or id, for {@link PolicyAssignment}. The lookup fails if there is none,
 * or if several have the name. The error lists the candidates.
 *
 * A lookup asks Graph in a preview too. It signs in with the stack's `intune:` configuration and the environment, as the
 * resources do in `up`. **A preview without credentials fails at a lookup.** All lookups of a program share one token and
 * one list of each kind. In unit tests with `pulumi.runtime.setMocks`, a lookup is a call of
 * `intune:index:getPolicy`.
 *
 * ## API Permissions
 *
 * Those to refresh a {@link PolicyAssignment}.
 *
 * ## Example Usage
 *
 * ```ts
 * import { PolicyAssignment, getPolicyOutput } from "pulumi-intune";
 *
 * const bitLocker = getPolicyOutput({ policyType: "configurationPolicies", displayName: "BitLocker" });
 * new PolicyAssignment("bitlocker-everywhere", {
 *   policyType: "configurationPolicies",
 *   policyId: bitLocker.id,
 *   target: { type: "allDevicesAssignmentTarget" },
 * });
 * ```
 *
 * @param args - The policy's type, and its name or its id.
 * @param opts - Pulumi's options. Set `provider`, or a `parent` that hands one down, to a {@link Provider} for
 *   another tenant.
 * @returns The policy. Rejects with a `pulumi.RunError`, whose `cause` is the error itself.
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfigv2-devicemanagementconfigurationpolicy-list?view=graph-rest-beta
 */
export function getPolicy(args: GetPolicyArgs, opts?: pulumi.InvokeOptions): Promise<GetPolicyResult> {
  return lookUp("Policy", args, opts);
}

/**
 * {@link getPolicy} for a name or an id that is an output of another resource. While a preview does not know that output,
 * the lookup does not ask Graph and its result is unknown too.
 *
 * @param args - The policy's type, and its name or its id.
 * @param opts - Pulumi's options. Set `provider`, or a `parent` that hands one down, to a {@link Provider} for
 *   another tenant.
 * @returns The policy, as an output.
 */
export function getPolicyOutput(
  args: GetPolicyOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPolicyResult> {
  return lookUpOutput("Policy", args, opts);
}
