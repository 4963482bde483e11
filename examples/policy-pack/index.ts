import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
import {
  DeviceCompliancePolicyAssignment,
  DeviceCompliancePolicyAssignmentSet,
  EnrollmentConfigurationAssignment,
  EnrollmentConfigurationAssignmentSet,
} from "pulumi-intune";

type Report = (message: string) => void;

function checkTarget(target: { type: string; filter?: unknown }, report: Report): void {
  if (target.type === "allDevicesAssignmentTarget" && target.filter === undefined) {
    report("It reaches all devices of the tenant. Narrow it by a filter, or assign it to a group.");
  }
}

function checkTargets(targets: { type: string; filter?: unknown }[], report: Report): void {
  if (targets.length === 0) {
    report("It is empty, so the policy would be assigned to nobody. Leave the resource out instead.");
  }
  for (const target of targets) checkTarget(target, report);
}

new PolicyPack("intune", {
  policies: [
    {
      name: "no-all-devices-without-filter",
      description: "A policy for all devices has a filter.",
      enforcementLevel: "mandatory",
      validateResource: [
        validateResourceOfType(DeviceCompliancePolicyAssignment, ({ target }, _, report) => {
          checkTarget(target, report);
        }),
        validateResourceOfType(EnrollmentConfigurationAssignment, ({ target }, _, report) => {
          checkTarget(target, report);
        }),
      ],
    },
    {
      name: "no-empty-set",
      description: "A set has targets, and none of them is all devices without a filter.",
      enforcementLevel: "mandatory",
      validateResource: [
        validateResourceOfType(DeviceCompliancePolicyAssignmentSet, ({ targets }, _, report) => {
          checkTargets(targets, report);
        }),
        validateResourceOfType(EnrollmentConfigurationAssignmentSet, ({ targets }, _, report) => {
          checkTargets(targets, report);
        }),
      ],
    },
  ],
});
