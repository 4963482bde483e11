import * as pulumi from "@pulumi/pulumi";
import { claim } from "./claims";
import { typeToken } from "./dynamicResource";
import { isOfType, reading, registration, wholeSet } from "./resourceClass";
import type { AssignedTarget, Target, TargetArgs } from "./target";

/** The inputs of an {@link EnrollmentConfigurationAssignmentSet}. */
export interface EnrollmentConfigurationAssignmentSetArgs {
  /**
   * The `id` of the device enrollment configuration, as Graph shows it. A GUID and the configuration's type, such as
   * `{guid}_Windows10EnrollmentCompletionPageConfiguration`. Intune's built-in configurations (`…_Default…`)
   * cannot be assigned, so the preview refuses them.
   * Changing the configuration replaces the resource.
   */
  deviceEnrollmentConfigurationId: pulumi.Input<string>;
  /**
   * All targets, in any order. Without any, the configuration is assigned to nobody. A preview refuses exclusions, which
   * enrollment configurations do not have.
   */
  targets: pulumi.Input<pulumi.Input<TargetArgs>[]>;
}

const resourceClass = wholeSet("EnrollmentConfigurationAssignmentSet", "deviceEnrollmentConfigurationId");

/**
 * Owns **all** assignments of a device enrollment configuration. It removes every other assignment, on creation too, and
 * shows one that comes back as drift. Deleting the resource removes all assignments. Only the assignments that an
 * Intune policy set made stay, because Intune governs them there.
 *
 * Use a set where one program decides everything about a configuration: one request writes any number of targets.
 * Use {@link EnrollmentConfigurationAssignment} where others assign the same configuration too. Do not use both on one configuration.
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
 * new EnrollmentConfigurationAssignmentSet("first-two-rings", {
 *   deviceEnrollmentConfigurationId: "5c1d7e2a-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration",
 *   targets: [
 *     { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" },
 *     { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000002" },
 *   ],
 * });
 * ```
 *
 * ## Import
 *
 * `npx pulumi-intune import --sets` writes the program and the file for `pulumi import --file`. The id is the
 * configuration's. The `import` option and `pulumi import TYPE NAME ID` do not work with dynamic resources.
 *
 * @see https://learn.microsoft.com/graph/api/intune-onboarding-deviceenrollmentconfiguration-assign
 */
export class EnrollmentConfigurationAssignmentSet extends pulumi.CustomResource {
  /** Whether a value is an `EnrollmentConfigurationAssignmentSet`, of whichever copy of this package. */
  static override isInstance(value: unknown): value is EnrollmentConfigurationAssignmentSet {
    return isOfType(value, typeToken(resourceClass.name));
  }

  /**
   * Reads all assignments of a configuration without managing them. Without any, the lists are empty. The stack fails if there
   * is no such configuration.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The id of the configuration. Not empty.
   * @param state - Not needed.
   * @param opts - Pulumi's options.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: Partial<EnrollmentConfigurationAssignmentSetArgs>,
    opts?: pulumi.CustomResourceOptions,
  ): EnrollmentConfigurationAssignmentSet {
    return new EnrollmentConfigurationAssignmentSet(
      name,
      { ...state } as EnrollmentConfigurationAssignmentSetArgs,
      reading(resourceClass, name, id, opts),
    );
  }

  /** The assignments as Graph holds them, in the order of `targets`. */
  declare readonly assignments: pulumi.Output<AssignedTarget[]>;
  /** The id of the device enrollment configuration. */
  declare readonly deviceEnrollmentConfigurationId: pulumi.Output<string>;
  /** All targets. */
  declare readonly targets: pulumi.Output<Target[]>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which configuration, and all targets.
   * @param opts - Pulumi's options. Set `provider` to a {@link Provider} for another tenant.
   */
  constructor(
    name: string,
    args: EnrollmentConfigurationAssignmentSetArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(...registration(resourceClass, name, args, opts));
    claim(this, resourceClass, args, opts);
  }
}
