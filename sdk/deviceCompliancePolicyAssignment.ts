import * as pulumi from "@pulumi/pulumi";
import { claim } from "./claims";
import { typeToken } from "./dynamicResource";
import { isOfType, reading, registration, singleAssignment } from "./resourceClass";
import type { Target, TargetArgs } from "./target";

/** The inputs of a {@link DeviceCompliancePolicyAssignment}. */
export interface DeviceCompliancePolicyAssignmentArgs {
  /**
   * The `id` of the device compliance policy, as Graph shows it. A GUID.
   * Changing the policy replaces the resource.
   */
  deviceCompliancePolicyId: pulumi.Input<string>;
  /** Whom the assignment reaches. Changing the target updates the resource in place. */
  target: pulumi.Input<TargetArgs>;
}

const resourceClass = singleAssignment("DeviceCompliancePolicyAssignment", "deviceCompliancePolicyId");

/**
 * Assigns a device compliance policy to one target, and leaves all other assignments of the policy alone. To own all
 * of them, use {@link DeviceCompliancePolicyAssignmentSet}. Do not use both on one policy.
 *
 * If the assignment exists already, the resource adopts it. The id is `{policyId}/{assignmentId}` as it was
 * at creation.
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
 * `npx pulumi-intune import` writes the program and the file for `pulumi import --file`. The `import` option and
 * `pulumi import TYPE NAME ID` do not work with dynamic resources.
 *
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicyassignment-create
 */
export class DeviceCompliancePolicyAssignment extends pulumi.CustomResource {
  /** Whether a value is a `DeviceCompliancePolicyAssignment`, of whichever copy of this package. */
  static override isInstance(value: unknown): value is DeviceCompliancePolicyAssignment {
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
    state?: Partial<DeviceCompliancePolicyAssignmentArgs>,
    opts?: pulumi.CustomResourceOptions,
  ): DeviceCompliancePolicyAssignment {
    return new DeviceCompliancePolicyAssignment(
      name,
      { ...state } as DeviceCompliancePolicyAssignmentArgs,
      reading(resourceClass, name, id, opts),
    );
  }

  /** Graph's id of the assignment. It is opaque, and changes when Graph creates the assignment again. */
  declare readonly assignmentId: pulumi.Output<string>;
  /** The id of the device compliance policy. */
  declare readonly deviceCompliancePolicyId: pulumi.Output<string>;
  /** Whom the assignment reaches. */
  declare readonly target: pulumi.Output<Target>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which policy, and whom it reaches.
   * @param opts - Pulumi's options. Set `provider` to a {@link Provider} for another tenant.
   */
  constructor(name: string, args: DeviceCompliancePolicyAssignmentArgs, opts?: pulumi.CustomResourceOptions) {
    super(...registration(resourceClass, name, args, opts));
    claim(this, resourceClass, args, opts);
  }
}
