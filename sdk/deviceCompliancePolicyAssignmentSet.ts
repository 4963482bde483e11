import * as pulumi from "@pulumi/pulumi";
import { claimSet } from "./claims";
import { dynamicInputs, typeToken } from "./dynamicResource";
import type { AssignedTarget, Target, TargetArgs } from "./target";

/** The inputs of a {@link DeviceCompliancePolicyAssignmentSet}. */
export interface DeviceCompliancePolicyAssignmentSetArgs {
  /**
   * The `id` of the device compliance policy, as Graph shows it. A GUID.
   * Another policy makes a new set.
   */
  deviceCompliancePolicyId: pulumi.Input<string>;
  /** All targets, in any order; none for a policy that is assigned to nobody. */
  targets: pulumi.Input<pulumi.Input<TargetArgs>[]>;
}

/**
 * Owns **all** assignments of a device compliance policy: whatever else is assigned to it is removed, on
 * creation too, and shows as drift when it comes back. Deleting the resource assigns the policy to
 * nobody. Only assignments that a policy set of Intune made stay, since they are governed there.
 *
 * Use a set where one program decides everything about a policy: any number of targets is written by
 * one request. Use {@link DeviceCompliancePolicyAssignment} where others assign the same policy too. The two do
 * not mix on one policy.
 *
 * ## API Permissions
 *
 * - `DeviceManagementConfiguration.ReadWrite.All` (application, or delegated with a work or school account)
 * - to refresh only: `DeviceManagementConfiguration.Read.All`
 *
 * ## Example Usage
 *
 * ```ts
 * import { DeviceCompliancePolicyAssignmentSet } from "pulumi-intune";
 *
 * new DeviceCompliancePolicyAssignmentSet("everybody-but-pilot", {
 *   deviceCompliancePolicyId: "9f2b6c1e-0000-4000-8000-000000000001",
 *   targets: [
 *     { type: "allLicensedUsersAssignmentTarget" },
 *     { type: "exclusionGroupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" },
 *   ],
 * });
 * ```
 *
 * ## Import
 *
 * `pulumi-intune import --sets` writes the program and the file for `pulumi import -f`, from what the tenant
 * has. The id is the policy's.
 *
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-assign
 */
export class DeviceCompliancePolicyAssignmentSet extends pulumi.CustomResource {
  /** The assignments as Graph holds them, in the order of `targets`. */
  declare readonly assignments: pulumi.Output<AssignedTarget[]>;
  /** The id of the device compliance policy. */
  declare readonly deviceCompliancePolicyId: pulumi.Output<string>;
  /** All targets. */
  declare readonly targets: pulumi.Output<Target[]>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which policy, and all targets.
   * @param opts - Pulumi's options. `provider` takes a {@link Provider} for another tenant.
   */
  constructor(
    name: string,
    args: DeviceCompliancePolicyAssignmentSetArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const kind = "DeviceCompliancePolicyAssignmentSet";
    super(typeToken(kind), name, dynamicInputs(kind, args, ["assignments"]), opts);
    claimSet(this, typeToken(kind), args.deviceCompliancePolicyId);
  }
}
