import * as pulumi from "@pulumi/pulumi";
import { claimTarget } from "./claims";
import { dynamicInputs, typeToken } from "./dynamicResource";
import type { Target, TargetArgs } from "./target";

/** The inputs of a {@link EnrollmentConfigurationAssignment}. */
export interface EnrollmentConfigurationAssignmentArgs {
  /**
   * The `id` of the device enrollment configuration, as Graph shows it. A GUID and the configuration's type, such as
   * `{guid}_Windows10EnrollmentCompletionPageConfiguration`. Intune's built-in configurations (`…_Default…`)
   * can not be assigned and are refused.
   * Another configuration makes a new assignment.
   */
  deviceEnrollmentConfigurationId: pulumi.Input<string>;
  /** Whom the assignment reaches. A change is made in place. */
  target: pulumi.Input<TargetArgs>;
}

/**
 * Assigns a device enrollment configuration to one target. Assignments of the same configuration that this stack did not make
 * are left as they are. To own all of them, use {@link EnrollmentConfigurationAssignmentSet}; the two do not mix on
 * one configuration.
 *
 * An assignment that exists already is adopted, not made twice. The id is `{policyId}/{assignmentId}` as it
 * was at creation.
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
 * import { EnrollmentConfigurationAssignment } from "pulumi-intune";
 *
 * const assignment = new EnrollmentConfigurationAssignment("pilot", {
 *   deviceEnrollmentConfigurationId: "5c1d7e2a-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration",
 *   target: { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" },
 * });
 * export const assignmentId = assignment.assignmentId;
 * ```
 *
 * ## Import
 *
 * `pulumi-intune import` writes the program and the file for `pulumi import -f`, from what the tenant has.
 *
 * @see https://learn.microsoft.com/graph/api/intune-onboarding-enrollmentconfigurationassignment-create
 */
export class EnrollmentConfigurationAssignment extends pulumi.CustomResource {
  /** Graph's id of the assignment: opaque, and new when Graph makes it anew. */
  declare readonly assignmentId: pulumi.Output<string>;
  /** The id of the device enrollment configuration. */
  declare readonly deviceEnrollmentConfigurationId: pulumi.Output<string>;
  /** Whom the assignment reaches. */
  declare readonly target: pulumi.Output<Target>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which configuration, and whom it reaches.
   * @param opts - Pulumi's options. `provider` takes a {@link Provider} for another tenant.
   */
  constructor(
    name: string,
    args: EnrollmentConfigurationAssignmentArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const kind = "EnrollmentConfigurationAssignment";
    super(typeToken(kind), name, dynamicInputs(kind, args, ["assignmentId"]), opts);
    claimTarget(this, typeToken(kind), args.deviceEnrollmentConfigurationId, args.target);
  }
}
