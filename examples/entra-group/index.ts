import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignment } from "pulumi-intune";

const config = new pulumi.Config();

// Both providers sign in with the same ARM_* variables.
const group = new azuread.Group("pilot", {
  displayName: "Intune pilot",
  description: "Devices that get compliance policies first. Managed by Pulumi.",
  securityEnabled: true,
});

// The group's id is known only when the group is made: the preview shows it as an output.
const assignment = new DeviceCompliancePolicyAssignment("baseline-for-pilot", {
  deviceCompliancePolicyId: config.require("deviceCompliancePolicyId"),
  target: { type: "groupAssignmentTarget", groupId: group.objectId },
});

export const groupId = group.objectId;
export const assignmentId = assignment.assignmentId;
