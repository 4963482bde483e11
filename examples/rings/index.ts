import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignment } from "pulumi-intune";

const config = new pulumi.Config();
const pilot = config.require("pilotGroupId");
const broad = config.require("broadGroupId");
const nextPolicy = config.require("nextPolicyId");
const currentPolicy = config.require("currentPolicyId");

new DeviceCompliancePolicyAssignment("next-for-pilot", {
  deviceCompliancePolicyId: nextPolicy,
  target: { type: "groupAssignmentTarget", groupId: pilot },
});

// Pilots are in the broad ring, too. If two policies apply, the stricter value of each setting wins. So exclude the
// pilots from the present policy, or you would not test the new one alone.
const withoutPilot = new DeviceCompliancePolicyAssignment("current-without-pilot", {
  deviceCompliancePolicyId: currentPolicy,
  target: { type: "exclusionGroupAssignmentTarget", groupId: pilot },
});

// The exclusion comes first and goes last, so that no pilot gets the present policy for a moment.
const currentForBroad = new DeviceCompliancePolicyAssignment(
  "current-for-broad",
  {
    deviceCompliancePolicyId: currentPolicy,
    target: { type: "groupAssignmentTarget", groupId: broad },
  },
  { dependsOn: withoutPilot },
);

export const currentAssignmentId = currentForBroad.assignmentId;
