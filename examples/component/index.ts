import * as pulumi from "@pulumi/pulumi";
import { AssignedPolicy } from "./assignedPolicy";

const config = new pulumi.Config();
const pilot = config.require("pilotGroupId");
const broad = config.require("broadGroupId");

const windows = new AssignedPolicy("windows", {
  deviceCompliancePolicyId: config.require("windowsPolicyId"),
  groups: { pilot, broad },
  without: { excluded: config.require("excludedGroupId") },
});

const ios = new AssignedPolicy("ios", {
  deviceCompliancePolicyId: config.require("iosPolicyId"),
  groups: { pilot },
});

export const assignmentIds = { windows: windows.assignmentIds, ios: ios.assignmentIds };
