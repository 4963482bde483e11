import type * as pulumi from "@pulumi/pulumi";
import { type LookupOptions, lookUp, lookUpOutput } from "./lookUp";

/** What tells the policy of {@link getDeviceCompliancePolicy}: its name or its id. */
export type GetDeviceCompliancePolicyArgs =
  | {
      /** The policy's display name, as the Intune admin center shows it; letter case makes no difference. */
      displayName: string;
      /** Not together with `displayName`. */
      id?: undefined;
    }
  | {
      /** The policy's `id` in Graph, a GUID: to have its name, or to be sure that it is there. */
      id: string;
      /** Not together with `id`. */
      displayName?: undefined;
    };

/** What tells the policy of {@link getDeviceCompliancePolicyOutput}: one of the two. */
export interface GetDeviceCompliancePolicyOutputArgs {
  /** The policy's display name; letter case makes no difference. */
  displayName?: pulumi.Input<string>;
  /** The policy's `id` in Graph, a GUID. */
  id?: pulumi.Input<string>;
}

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
 * Looks up a device compliance policy by its display name or id. It is an error when there is none or when
 * several have the name; the error lists the candidates.
 *
 * A lookup asks Graph in a preview too, with the stack's `intune:` configuration and the environment, as the
 * resources do in `up`. **A preview without credentials fails at a lookup**: where previews have to run
 * without them, such as those of pull requests, put the id itself into the stack's configuration
 * (`new pulumi.Config().require("policyId")`). All lookups of a program share one token and one list of all
 * policies, of which only names are read. In unit tests with `pulumi.runtime.setMocks` it is a call of
 * `intune:index:getDeviceCompliancePolicy`. Another tenant than the stack's own is asked through
 * {@link getDeviceCompliancePolicyOutput}.
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
 * @returns The policy. Rejects with a `pulumi.RunError`, whose `cause` is the error itself.
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-list
 */
export function getDeviceCompliancePolicy(
  args: GetDeviceCompliancePolicyArgs,
): Promise<GetDeviceCompliancePolicyResult> {
  return lookUp("DeviceCompliancePolicy", args);
}

/**
 * {@link getDeviceCompliancePolicy} for a name or an id that is an output of another resource. While that is
 * not known yet, in a preview, Graph is not asked and the result is not known either.
 *
 * @param args - The policy's display name or its id.
 * @param opts - `provider` takes a {@link Provider} for another tenant.
 * @returns The policy, as an output.
 */
export function getDeviceCompliancePolicyOutput(
  args: GetDeviceCompliancePolicyOutputArgs,
  opts?: LookupOptions,
): pulumi.Output<GetDeviceCompliancePolicyResult> {
  return lookUpOutput("DeviceCompliancePolicy", args, opts);
}
