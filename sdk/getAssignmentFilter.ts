import type * as pulumi from "@pulumi/pulumi";
import { type LookupArgs, type LookupOutputArgs, lookUp, lookUpOutput } from "./lookUp";

/** What identifies the filter of {@link getAssignmentFilter}: its name or its id. */
export type GetAssignmentFilterArgs = LookupArgs;

/** What identifies the filter of {@link getAssignmentFilterOutput}: its name or its id. */
export type GetAssignmentFilterOutputArgs = LookupOutputArgs;

/** An assignment filter. */
export interface GetAssignmentFilterResult {
  /** The filter's `id` in Graph: what `filter.id` of a target takes. */
  id: string;
  /** The filter's name. */
  displayName: string;
  /** Graph's name of the platform, such as `windows10AndLater`. A filter narrows only policies of this platform. */
  platform: string;
  /** The rule as Graph writes it, such as `(device.deviceOwnership -eq "Corporate")`. */
  rule: string;
  /** What the rule is about: `devices`, or `apps` for the policies of managed apps. */
  managementType: string;
}

/**
 * Looks up an assignment filter by its name or id. The lookup fails if there is none, or if several have the name. The
 * error lists the candidates with their platforms. Filters are part of Graph **beta**.
 *
 * A lookup asks Graph in a preview too. It signs in with the stack's `intune:` configuration and the environment, as the
 * resources do in `up`. **A preview without credentials fails at a lookup.** All lookups of a program share one token and
 * one list of each kind. In unit tests with `pulumi.runtime.setMocks`, a lookup is a call of
 * `intune:index:getAssignmentFilter`.
 *
 * ## API Permissions
 *
 * - `DeviceManagementConfiguration.Read.All` (application, or delegated with a work or school account)
 *
 * ## Example Usage
 *
 * ```ts
 * import { DeviceCompliancePolicyAssignment, getAssignmentFilterOutput } from "pulumi-intune";
 *
 * const corporate = getAssignmentFilterOutput({ displayName: "Corporate Windows devices" });
 * new DeviceCompliancePolicyAssignment("baseline-corporate", {
 *   deviceCompliancePolicyId: "9f2b6c1e-0000-4000-8000-000000000001",
 *   target: { type: "allDevicesAssignmentTarget", filter: { id: corporate.id, type: "include" } },
 * });
 * ```
 *
 * @param args - The filter's name or its id.
 * @param opts - Pulumi's options. Set `provider`, or a `parent` that hands one down, to a {@link Provider} for
 *   another tenant.
 * @returns The filter. Rejects with a `pulumi.RunError`, whose `cause` is the error itself.
 * @see https://learn.microsoft.com/graph/api/intune-policyset-deviceandappmanagementassignmentfilter-list?view=graph-rest-beta
 */
export function getAssignmentFilter(
  args: GetAssignmentFilterArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetAssignmentFilterResult> {
  return lookUp("AssignmentFilter", args, opts);
}

/**
 * {@link getAssignmentFilter} for a name or an id that is an output of another resource. While a preview does not know
 * that output, the lookup does not ask Graph and its result is unknown too.
 *
 * @param args - The filter's name or its id.
 * @param opts - Pulumi's options. Set `provider`, or a `parent` that hands one down, to a {@link Provider} for
 *   another tenant.
 * @returns The filter, as an output.
 */
export function getAssignmentFilterOutput(
  args: GetAssignmentFilterOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetAssignmentFilterResult> {
  return lookUpOutput("AssignmentFilter", args, opts);
}
