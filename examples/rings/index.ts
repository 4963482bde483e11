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

// Pilots are in the broad ring too. Of two policies the stricter value of each setting counts, so the present one
// has to leave them out, or the new one would not be tried as it is.
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
