import * as pulumi from "@pulumi/pulumi";
import { claimSet } from "./claims";
import { dynamicInputs, typeToken } from "./dynamicResource";
import type { AssignedTarget, Target, TargetArgs } from "./target";

/** The inputs of a {@link EnrollmentConfigurationAssignmentSet}. */
export interface EnrollmentConfigurationAssignmentSetArgs {
  /**
   * The `id` of the device enrollment configuration, as Graph shows it. A GUID and the configuration's type, such as
   * `{guid}_Windows10EnrollmentCompletionPageConfiguration`. Intune's built-in configurations (`…_Default…`)
   * can not be assigned and are refused.
   * Another configuration makes a new set.
   */
  deviceEnrollmentConfigurationId: pulumi.Input<string>;
  /** All targets, in any order; none for a configuration that is assigned to nobody. */
  targets: pulumi.Input<pulumi.Input<TargetArgs>[]>;
}

/**
 * Owns **all** assignments of a device enrollment configuration: whatever else is assigned to it is removed, on
 * creation too, and shows as drift when it comes back. Deleting the resource assigns the configuration to
 * nobody. Only assignments that a policy set of Intune made stay, since they are governed there.
 *
 * Use a set where one program decides everything about a configuration: any number of targets is written by
 * one request. Use {@link EnrollmentConfigurationAssignment} where others assign the same configuration too. The two do
 * not mix on one configuration.
 *
 * ## API Permissions
 *
 * - `DeviceManagementServiceConfig.ReadWrite.All` (least privileged) or
 *   `DeviceManagementConfiguration.ReadWrite.All` (application, or delegated with a work or school account)
 * - to refresh only: `DeviceManagementServiceConfig.Read.All`
 *
 * ## Example Usage
 *
 * ```ts
 * import { EnrollmentConfigurationAssignmentSet } from "pulumi-intune";
 *
 * new EnrollmentConfigurationAssignmentSet("everybody-but-pilot", {
 *   deviceEnrollmentConfigurationId: "5c1d7e2a-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration",
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
 * has. The id is the configuration's.
 *
 * @see https://learn.microsoft.com/graph/api/intune-onboarding-deviceenrollmentconfiguration-assign
 */
export class EnrollmentConfigurationAssignmentSet extends pulumi.CustomResource {
  /** The assignments as Graph holds them, in the order of `targets`. */
  declare readonly assignments: pulumi.Output<AssignedTarget[]>;
  /** The id of the device enrollment configuration. */
  declare readonly deviceEnrollmentConfigurationId: pulumi.Output<string>;
  /** All targets. */
  declare readonly targets: pulumi.Output<Target[]>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which configuration, and all targets.
   * @param opts - Pulumi's options. `provider` takes a {@link Provider} for another tenant.
   */
  constructor(
    name: string,
    args: EnrollmentConfigurationAssignmentSetArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const kind = "EnrollmentConfigurationAssignmentSet";
    super(typeToken(kind), name, dynamicInputs(kind, args, ["assignments"]), opts);
    claimSet(this, typeToken(kind), args.deviceEnrollmentConfigurationId);
  }
}
