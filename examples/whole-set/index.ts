import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignmentSet, type TargetArgs } from "pulumi-intune";

const config = new pulumi.Config();
const included = config.requireObject<string[]>("includedGroupIds");
const excluded = config.requireObject<string[]>("excludedGroupIds");
const personalDevices = config.require("personalDevicesFilterId");

const targets: TargetArgs[] = [
  ...included.map((groupId) => ({
    type: "groupAssignmentTarget" as const,
    groupId,
    filter: { id: personalDevices, type: "exclude" as const },
  })),
  ...excluded.map((groupId) => ({ type: "exclusionGroupAssignmentTarget" as const, groupId })),
];

// One request writes any number of targets. The next `pulumi up` removes what anybody else assigns.
const set = new DeviceCompliancePolicyAssignmentSet("everything", {
  deviceCompliancePolicyId: config.require("deviceCompliancePolicyId"),
  targets,
});

export const assignments = set.assignments;
