import * as pulumi from "@pulumi/pulumi";
import { claim } from "./claims";
import { typeToken } from "./dynamicResource";
import { isOfType, reading, registration, singleAssignment } from "./resourceClass";
import type { Target, TargetArgs } from "./target";

/** The inputs of an {@link EnrollmentConfigurationAssignment}. */
export interface EnrollmentConfigurationAssignmentArgs {
  /**
   * The `id` of the device enrollment configuration, as Graph shows it. A GUID and the configuration's type, such as
   * `{guid}_Windows10EnrollmentCompletionPageConfiguration`. Intune's built-in configurations (`…_Default…`)
   * cannot be assigned, so the preview refuses them.
   * Changing the configuration replaces the resource.
   */
  deviceEnrollmentConfigurationId: pulumi.Input<string>;
  /**
   * Whom the assignment reaches. A preview refuses exclusions, which enrollment configurations do not have. Changing the
   * target updates the resource in place.
   */
  target: pulumi.Input<TargetArgs>;
}

const resourceClass = singleAssignment(
  "EnrollmentConfigurationAssignment",
  "deviceEnrollmentConfigurationId",
);

/**
 * Assigns a device enrollment configuration to one target, and leaves all other assignments of the configuration alone. To own all
 * of them, use {@link EnrollmentConfigurationAssignmentSet}. Do not use both on one configuration.
 *
 * If the assignment exists already, the resource adopts it. The id is `{policyId}/{assignmentId}` as it was
 * at creation.
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
 * `npx pulumi-intune import` writes the program and the file for `pulumi import --file`. The `import` option and
 * `pulumi import TYPE NAME ID` do not work with dynamic resources.
 *
 * @see https://learn.microsoft.com/graph/api/intune-onboarding-enrollmentconfigurationassignment-create
 */
export class EnrollmentConfigurationAssignment extends pulumi.CustomResource {
  /** Whether a value is an `EnrollmentConfigurationAssignment`, of whichever copy of this package. */
  static override isInstance(value: unknown): value is EnrollmentConfigurationAssignment {
    return isOfType(value, typeToken(resourceClass.name));
  }

  /**
   * Reads an assignment that exists without managing it. The stack fails if there is none.
   *
   * @param name - The name of the resource in the stack.
   * @param id - `{policyId}/{assignmentId}`. Not empty.
   * @param state - The target. It finds the assignment where Graph has given it another id since.
   * @param opts - Pulumi's options.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: Partial<EnrollmentConfigurationAssignmentArgs>,
    opts?: pulumi.CustomResourceOptions,
  ): EnrollmentConfigurationAssignment {
    return new EnrollmentConfigurationAssignment(
      name,
      { ...state } as EnrollmentConfigurationAssignmentArgs,
      reading(resourceClass, name, id, opts),
    );
  }

  /** Graph's id of the assignment. It is opaque, and changes when Graph creates the assignment again. */
  declare readonly assignmentId: pulumi.Output<string>;
  /** The id of the device enrollment configuration. */
  declare readonly deviceEnrollmentConfigurationId: pulumi.Output<string>;
  /** Whom the assignment reaches. */
  declare readonly target: pulumi.Output<Target>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which configuration, and whom it reaches.
   * @param opts - Pulumi's options. Set `provider` to a {@link Provider} for another tenant.
   */
  constructor(
    name: string,
    args: EnrollmentConfigurationAssignmentArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(...registration(resourceClass, name, args, opts));
    claim(this, resourceClass, args, opts);
  }
}
