import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignment } from "pulumi-intune";

/** The inputs of an {@link AssignedPolicy}. */
export interface AssignedPolicyArgs {
  /** The id of the compliance policy. */
  deviceCompliancePolicyId: pulumi.Input<string>;
  /** The groups that get the policy, by a name for each. */
  groups: Readonly<Record<string, pulumi.Input<string>>>;
  /** The groups that do not, by a name for each. Default: none. */
  without?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A compliance policy with all its assignments, as one resource for the people who use it. */
export class AssignedPolicy extends pulumi.ComponentResource {
  /** Graph's ids of the assignments, by the names of the groups that get the policy. */
  readonly assignmentIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AssignedPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("example:intune:AssignedPolicy", name, {}, opts);

    const policy = args.deviceCompliancePolicyId;
    const exclusions = Object.entries(args.without ?? {}).map(
      ([group, groupId]) =>
        new DeviceCompliancePolicyAssignment(
          `${name}-without-${group}`,
          { deviceCompliancePolicyId: policy, target: { type: "exclusionGroupAssignmentTarget", groupId } },
          { parent: this },
        ),
    );

    // Named by the group and not by a place in a list, so that one can go without a change of the others. The
    // exclusions come first and go last: nobody who is left out gets the policy for a moment.
    const assignments = Object.entries(args.groups).map(([group, groupId]) => {
      const assignment = new DeviceCompliancePolicyAssignment(
        `${name}-for-${group}`,
        { deviceCompliancePolicyId: policy, target: { type: "groupAssignmentTarget", groupId } },
        { parent: this, dependsOn: exclusions },
      );
      return [group, assignment.assignmentId] as const;
    });

    this.assignmentIds = pulumi.output(Object.fromEntries(assignments));
    this.registerOutputs({ assignmentIds: this.assignmentIds });
  }
}
