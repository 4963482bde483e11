import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignment } from "pulumi-intune";

const config = new pulumi.Config();
const kiosks = config.require("kiosksGroupId");

const kiosksOut = new DeviceCompliancePolicyAssignment("baseline-not-for-kiosks", {
  deviceCompliancePolicyId: config.require("baselinePolicyId"),
  target: { type: "exclusionGroupAssignmentTarget", groupId: kiosks },
});

const baseline = new DeviceCompliancePolicyAssignment(
  "baseline-for-all",
  {
    deviceCompliancePolicyId: config.require("baselinePolicyId"),
    target: { type: "allDevicesAssignmentTarget" },
  },
  { dependsOn: kiosksOut },
);

const kiosk = new DeviceCompliancePolicyAssignment("kiosk-policy", {
  deviceCompliancePolicyId: config.require("kioskPolicyId"),
  target: { type: "groupAssignmentTarget", groupId: kiosks },
});

export const assignmentIds = [baseline.assignmentId, kiosk.assignmentId];
