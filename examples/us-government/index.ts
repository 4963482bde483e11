import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignment } from "pulumi-intune";

const config = new pulumi.Config();

// The program is the same in every cloud. The setting intune:environment chooses the cloud.
const assignment = new DeviceCompliancePolicyAssignment("baseline", {
  deviceCompliancePolicyId: config.require("deviceCompliancePolicyId"),
  target: { type: "groupAssignmentTarget", groupId: config.require("groupId") },
});

export const assignmentId = assignment.assignmentId;
