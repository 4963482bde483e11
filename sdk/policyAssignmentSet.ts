import * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../provider/policyType";
import { claim } from "./claims";
import { typeToken } from "./dynamicResource";
import { isOfType, reading, registration, wholeSet } from "./resourceClass";
import type { AssignedTarget, Target, TargetArgs } from "./target";

/** The inputs of a {@link PolicyAssignmentSet}. */
export interface PolicyAssignmentSetArgs {
  /**
   * Graph's name of the collection that the policy is in, such as `configurationPolicies`. Changing it replaces the
   * resource.
   */
  policyType: pulumi.Input<PolicyType>;
  /** The `id` of the policy, as Graph shows it. Changing the policy replaces the resource. */
  policyId: pulumi.Input<string>;
  /** All targets, in any order. Without any, the policy is assigned to nobody. */
  targets: pulumi.Input<pulumi.Input<TargetArgs>[]>;
}

const resourceClass = wholeSet("PolicyAssignmentSet", "policyId", ["policyType"]);

/**
 * Owns **all** assignments of a policy of another kind: settings catalog policies, device configurations and update rings,
 * scripts, update profiles, app protection. It removes every other assignment, on creation too, and shows one that comes
 * back as drift. Deleting the resource removes all assignments. Only the assignments that an Intune policy set made stay,
 * because Intune governs them there.
 *
 * Use a set where one program decides everything about a policy: one request writes any number of targets. Use
 * {@link PolicyAssignment} where others assign the same policy too. Do not use both on one policy.
 *
 * ## API Permissions
 *
 * - to write: `DeviceManagementConfiguration.ReadWrite.All`, for `deviceManagementScripts`, `deviceShellScripts` and
 *   `deviceCustomAttributeShellScripts` `DeviceManagementScripts.ReadWrite.All`, for app protection and app configuration
 *   `DeviceManagementApps.ReadWrite.All` (application, or delegated with a work or school account)
 * - to refresh only: the same with `Read` instead of `ReadWrite`
 *
 * ## Example Usage
 *
 * ```ts
 * import { PolicyAssignmentSet } from "pulumi-intune";
 *
 * new PolicyAssignmentSet("update-ring-pilot", {
 *   policyType: "deviceConfigurations",
 *   policyId: "9f2b6c1e-0000-4000-8000-000000000001",
 *   targets: [
 *     { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" },
 *     { type: "exclusionGroupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000002" },
 *   ],
 * });
 * ```
 *
 * ## Import
 *
 * `npx pulumi-intune import --sets` writes the program and the file for `pulumi import --file`. The id is
 * `{policyType}/{policyId}`. The `import` option and `pulumi import TYPE NAME ID` do not work with dynamic resources.
 *
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfiguration-assign
 */
export class PolicyAssignmentSet extends pulumi.CustomResource {
  /** Whether a value is a `PolicyAssignmentSet`, of whichever copy of this package. */
  static override isInstance(value: unknown): value is PolicyAssignmentSet {
    return isOfType(value, typeToken(resourceClass.name));
  }

  /**
   * Reads all assignments of a policy without managing them. Without any, the lists are empty. The stack fails if there
   * is no such policy.
   *
   * @param name - The name of the resource in the stack.
   * @param id - `{policyType}/{policyId}`.
   * @param state - Not needed.
   * @param opts - Pulumi's options.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: Partial<PolicyAssignmentSetArgs>,
    opts?: pulumi.CustomResourceOptions,
  ): PolicyAssignmentSet {
    return new PolicyAssignmentSet(
      name,
      { ...state } as PolicyAssignmentSetArgs,
      reading(resourceClass, name, id, opts),
    );
  }

  /** The assignments as Graph holds them, in the order of `targets`. */
  declare readonly assignments: pulumi.Output<AssignedTarget[]>;
  /** Graph's name of the collection that the policy is in. */
  declare readonly policyType: pulumi.Output<PolicyType>;
  /** The id of the policy. */
  declare readonly policyId: pulumi.Output<string>;
  /** All targets. */
  declare readonly targets: pulumi.Output<Target[]>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which policy, and all targets.
   * @param opts - Pulumi's options. Set `provider` to a {@link Provider} for another tenant.
   */
  constructor(name: string, args: PolicyAssignmentSetArgs, opts?: pulumi.CustomResourceOptions) {
    super(...registration(resourceClass, name, args, opts));
    claim(this, resourceClass, args, opts);
  }
}
