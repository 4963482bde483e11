import type * as pulumi from "@pulumi/pulumi";
import { type LookupArgs, type LookupOutputArgs, lookUp, lookUpOutput } from "./lookUp";

/** What identifies the policy of {@link getDeviceCompliancePolicy}: its name or its id. */
export type GetDeviceCompliancePolicyArgs = LookupArgs;

/** What identifies the policy of {@link getDeviceCompliancePolicyOutput}: its name or its id. */
export type GetDeviceCompliancePolicyOutputArgs = LookupOutputArgs;

/** A device compliance policy, as far as its assignment needs it. */
export interface GetDeviceCompliancePolicyResult {
  /** The policy's `id` in Graph: what `deviceCompliancePolicyId` takes. */
  id: string;
  /** The policy's display name. */
  displayName: string;
  /** Graph's name of the policy's type, such as `windows10CompliancePolicy`. */
  type: string;
}

/**
 * Looks up a device compliance policy by its display name or id. The lookup fails if there is none, or if several have
 * the name. The error lists the candidates.
 *
 * A lookup asks Graph in a preview too. It signs in with the stack's `intune:` configuration and the environment,
 * as the resources do in `up`. **A preview without credentials fails at a lookup.** Where previews have to run
 * without them, as in pull requests, put the id into the stack's configuration
 * (`new pulumi.Config().require("policyId")`). All lookups of a program share one token and one list of all
 * policies, of which only names are read. In unit tests with `pulumi.runtime.setMocks`, a lookup is a call of
 * `intune:index:getDeviceCompliancePolicy`.
 *
 * ## API Permissions
 *
 * - `DeviceManagementConfiguration.Read.All` (application, or delegated with a work or school account)
 *
 * ## Example Usage
 *
 * ```ts
 * import { DeviceCompliancePolicyAssignment, getDeviceCompliancePolicyOutput } from "pulumi-intune";
 *
 * const baseline = getDeviceCompliancePolicyOutput({ displayName: "Windows 11 baseline" });
 * new DeviceCompliancePolicyAssignment("baseline-for-everybody", {
 *   deviceCompliancePolicyId: baseline.id,
 *   target: { type: "allLicensedUsersAssignmentTarget" },
 * });
 * ```
 *
 * @param args - The policy's display name or its id.
 * @param opts - Pulumi's options. Set `provider`, or a `parent` that hands one down, to a {@link Provider} for
 *   another tenant.
 * @returns The policy. Rejects with a `pulumi.RunError`, whose `cause` is the error itself.
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-list
 */
export function getDeviceCompliancePolicy(
  args: GetDeviceCompliancePolicyArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetDeviceCompliancePolicyResult> {
  return lookUp("DeviceCompliancePolicy", args, opts);
}

/**
 * {@link getDeviceCompliancePolicy} for a name or an id that is an output of another resource. While a preview does
 * not know that output, the lookup does not ask Graph and its result is unknown too.
 *
 * @param args - The policy's display name or its id.
 * @param opts - Pulumi's options, as in {@link getDeviceCompliancePolicy}, and `dependsOn`.
 * @returns The policy, as an output.
 */
export function getDeviceCompliancePolicyOutput(
  args: GetDeviceCompliancePolicyOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDeviceCompliancePolicyResult> {
  return lookUpOutput("DeviceCompliancePolicy", args, opts);
}
