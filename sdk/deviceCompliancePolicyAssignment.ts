import * as pulumi from "@pulumi/pulumi";
import { claimTarget } from "./claims";
import { dynamicInputs, typeToken } from "./dynamicResource";
import type { Target, TargetArgs } from "./target";

/** The inputs of a {@link DeviceCompliancePolicyAssignment}. */
export interface DeviceCompliancePolicyAssignmentArgs {
  /**
   * The `id` of the device compliance policy, as Graph shows it. A GUID.
   * Another policy makes a new assignment.
   */
  deviceCompliancePolicyId: pulumi.Input<string>;
  /** Whom the assignment reaches. A change is made in place. */
  target: pulumi.Input<TargetArgs>;
}

/**
 * Assigns a device compliance policy to one target. Assignments of the same policy that this stack did not make
 * are left as they are. To own all of them, use {@link DeviceCompliancePolicyAssignmentSet}; the two do not mix on
 * one policy.
 *
 * An assignment that exists already is adopted, not made twice. The id is `{policyId}/{assignmentId}` as it
 * was at creation.
 *
 * ## API Permissions
 *
 * - `DeviceManagementConfiguration.ReadWrite.All` (application, or delegated with a work or school account)
 * - to refresh only: `DeviceManagementConfiguration.Read.All`
 *
 * ## Example Usage
 *
 * ```ts
 * import { DeviceCompliancePolicyAssignment } from "pulumi-intune";
 *
 * const assignment = new DeviceCompliancePolicyAssignment("pilot", {
 *   deviceCompliancePolicyId: "9f2b6c1e-0000-4000-8000-000000000001",
 *   target: { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" },
 * });
 * export const assignmentId = assignment.assignmentId;
 * ```
 *
 * ## Import
 *
 * `pulumi-intune import` writes the program and the file for `pulumi import -f`, from what the tenant has.
 *
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicyassignment-create
 */
export class DeviceCompliancePolicyAssignment extends pulumi.CustomResource {
  /** Graph's id of the assignment: opaque, and new when Graph makes it anew. */
  declare readonly assignmentId: pulumi.Output<string>;
  /** The id of the device compliance policy. */
  declare readonly deviceCompliancePolicyId: pulumi.Output<string>;
  /** Whom the assignment reaches. */
  declare readonly target: pulumi.Output<Target>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which policy, and whom it reaches.
   * @param opts - Pulumi's options. `provider` takes a {@link Provider} for another tenant.
   */
  constructor(name: string, args: DeviceCompliancePolicyAssignmentArgs, opts?: pulumi.CustomResourceOptions) {
    const kind = "DeviceCompliancePolicyAssignment";
    super(typeToken(kind), name, dynamicInputs(kind, args, ["assignmentId"]), opts);
    claimTarget(this, typeToken(kind), args.deviceCompliancePolicyId, args.target);
  }
}
