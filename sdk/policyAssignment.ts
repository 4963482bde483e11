import * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../provider/policyType";
import { claim } from "./claims";
import { typeToken } from "./dynamicResource";
import { isOfType, reading, registration, singleAssignment } from "./resourceClass";
import type { Target, TargetArgs } from "./target";

export type { PolicyType } from "../provider/policyType";

/** The inputs of a {@link PolicyAssignment}. */
export interface PolicyAssignmentArgs {
  /**
   * Graph's name of the collection that the policy is in, such as `configurationPolicies`. Changing it replaces the
   * resource.
   */
  policyType: pulumi.Input<PolicyType>;
  /** The `id` of the policy, as Graph shows it. Changing the policy replaces the resource. */
  policyId: pulumi.Input<string>;
  /** Whom the assignment reaches. Changing the target updates the resource in place. */
  target: pulumi.Input<TargetArgs>;
}

const resourceClass = singleAssignment("PolicyAssignment", "policyId", ["policyType"]);

/**
 * Assigns a policy of another kind to one target, and leaves all other assignments of the policy alone: settings catalog
 * policies, device configurations and update rings, scripts, update profiles, app protection. To own all assignments of
 * the policy, use {@link PolicyAssignmentSet}. Do not use both on one policy. Compliance policies and enrollment
 * configurations have classes of their own.
 *
 * Which targets and filters a kind takes differs: a preview refuses what Intune does not take. Most of these kinds are
 * in Graph **beta** only.
 *
 * If the assignment exists already, the resource adopts it. The id is `{policyType}/{policyId}/{assignmentId}` as it was
 * at creation.
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
 * import { PolicyAssignment } from "pulumi-intune";
 *
 * const assignment = new PolicyAssignment("bitlocker-pilot", {
 *   policyType: "configurationPolicies",
 *   policyId: "9f2b6c1e-0000-4000-8000-000000000001",
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
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfigv2-devicemanagementconfigurationpolicy-assign?view=graph-rest-beta
 */
export class PolicyAssignment extends pulumi.CustomResource {
  /** Whether a value is a `PolicyAssignment`, of whichever copy of this package. */
  static override isInstance(value: unknown): value is PolicyAssignment {
    return isOfType(value, typeToken(resourceClass.name));
  }

  /**
   * Reads an assignment that exists without managing it. The stack fails if there is none.
   *
   * @param name - The name of the resource in the stack.
   * @param id - `{policyType}/{policyId}/{assignmentId}`.
   * @param state - The target. It finds the assignment where Graph has given it another id since.
   * @param opts - Pulumi's options.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: Partial<PolicyAssignmentArgs>,
    opts?: pulumi.CustomResourceOptions,
  ): PolicyAssignment {
    return new PolicyAssignment(
      name,
      { ...state } as PolicyAssignmentArgs,
      reading(resourceClass, name, id, opts),
    );
  }

  /** Graph's id of the assignment. It is opaque, and changes when Graph creates the assignment again. */
  declare readonly assignmentId: pulumi.Output<string>;
  /** Graph's name of the collection that the policy is in. */
  declare readonly policyType: pulumi.Output<PolicyType>;
  /** The id of the policy. */
  declare readonly policyId: pulumi.Output<string>;
  /** Whom the assignment reaches. */
  declare readonly target: pulumi.Output<Target>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - Which policy, and whom it reaches.
   * @param opts - Pulumi's options. Set `provider` to a {@link Provider} for another tenant.
   */
  constructor(name: string, args: PolicyAssignmentArgs, opts?: pulumi.CustomResourceOptions) {
    super(...registration(resourceClass, name, args, opts));
    claim(this, resourceClass, args, opts);
  }
}
