import * as pulumi from "@pulumi/pulumi";
import { claim } from "./claims";
import { typeToken } from "./dynamicResource";
import { isOfType, reading, registration, wholeSet } from "./resourceClass";
import type { AssignedTarget, Target, TargetArgs } from "./target";

/** The inputs of a {@link DeviceCompliancePolicyAssignmentSet}. */
export interface DeviceCompliancePolicyAssignmentSetArgs {
  /**
   * The `id` of the device compliance policy, as Graph shows it. A GUID.
   * Changing the policy replaces the resource.
   */
  deviceCompliancePolicyId: pulumi.Input<string>;
  /** All targets, in any order. Without any, the policy is assigned to nobody. */
  targets: pulumi.Input<pulumi.Input<TargetArgs>[]>;
}

const resourceClass = wholeSet("DeviceCompliancePolicyAssignmentSet", "deviceCompliancePolicyId");

/**
 * Owns **all** assignments of a device compliance policy. It removes every other assignment, on creation too, and
 * shows one that comes back as drift. Deleting the resource removes all assignments. Only the assignments that an
 * Intune policy set made stay, because Intune governs them there.
 *
 * Use a set where one program decides everything about a policy: one request writes any number of targets.
 * Use {@link DeviceCompliancePolicyAssignment} where others assign the same policy too. Do not use both on one policy.
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
 * `npx pulumi-intune import --sets` writes the program and the file for `pulumi import --file`. The id is the
 * policy's. The `import` option and `pulumi import TYPE NAME ID` do not work with dynamic resources.
 *
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-assign
 */
export class DeviceCompliancePolicyAssignmentSet extends pulumi.CustomResource {
  /** Whether a value is a `DeviceCompliancePolicyAssignmentSet`, of whichever copy of this package. */
  static override isInstance(value: unknown): value is DeviceCompliancePolicyAssignmentSet {
    return isOfType(value, typeToken(resourceClass.name));
  }

  /**
   * Reads all assignments of a policy without managing them. Without any, the lists are empty. The stack fails if there
   * is no such policy.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The id of the policy. Not empty.
   * @param state - Not needed.
   * @param opts - Pulumi's options.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: Partial<DeviceCompliancePolicyAssignmentSetArgs>,
    opts?: pulumi.CustomResourceOptions,
  ): DeviceCompliancePolicyAssignmentSet {
    return new DeviceCompliancePolicyAssignmentSet(
      name,
      { ...state } as DeviceCompliancePolicyAssignmentSetArgs,
      reading(resourceClass, name, id, opts),
    );
  }

  /** The assignments as Graph holds them, in the order of `targets`. */
  declare readonly assignments: pulumi.Output<AssignedTarget[]>;
  /** The id of the device compliance policy. */
  declare readonly deviceCompliancePolicyId: pulumi.Output<string>;
  /** All targets. */
  declare readonly targets: pulumi.Output<Target[]>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which policy, and all targets.
   * @param opts - Pulumi's options. Set `provider` to a {@link Provider} for another tenant.
   */
  constructor(
    name: string,
    args: DeviceCompliancePolicyAssignmentSetArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(...registration(resourceClass, name, args, opts));
    claim(this, resourceClass, args, opts);
  }
}
