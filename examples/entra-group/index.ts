import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignment, getAssignmentFilterOutput } from "pulumi-intune";

const config = new pulumi.Config();

// Both providers sign in with the same ARM_* variables.
const group = new azuread.Group("pilot", {
  displayName: "Intune pilot",
  description: "Devices that get compliance policies first. Managed by Pulumi.",
  securityEnabled: true,
});

// The group's id is known only after the group is created. The preview shows it as an output.
const assignment = new DeviceCompliancePolicyAssignment("baseline-for-pilot", {
  deviceCompliancePolicyId: config.require("deviceCompliancePolicyId"),
  target: { type: "groupAssignmentTarget", groupId: group.objectId },
});

// Look up what exists already by its name: groups with azuread, assignment filters with this package. The names may be
// outputs, too. Both lookups sign in at each preview.
const everybody = azuread.getGroupOutput({ displayName: config.require("existingGroup") });
const corporate = getAssignmentFilterOutput({ displayName: config.require("existingFilter") });

const narrowed = new DeviceCompliancePolicyAssignment("baseline-for-everybody", {
  deviceCompliancePolicyId: config.require("deviceCompliancePolicyId"),
  target: {
    type: "groupAssignmentTarget",
    groupId: everybody.objectId,
    filter: { id: corporate.id, type: "include" },
  },
});

export const groupId = group.objectId;
export const assignmentId = assignment.assignmentId;
export const narrowedId = narrowed.assignmentId;
