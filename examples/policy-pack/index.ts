import { PolicyPack, type ReportViolation, validateResourceOfType } from "@pulumi/policy";
import {
  DeviceCompliancePolicyAssignment,
  DeviceCompliancePolicyAssignmentSet,
  EnrollmentConfigurationAssignment,
  EnrollmentConfigurationAssignmentSet,
  PolicyAssignment,
  PolicyAssignmentSet,
  type Target,
} from "pulumi-intune";

function checkReach(targets: readonly Target[], report: ReportViolation): void {
  if (targets.some((target) => target.type === "allDevicesAssignmentTarget" && target.filter === undefined)) {
    report("It reaches all devices of the tenant. Narrow it by a filter, or assign it to a group.");
  }
}

function checkNotEmpty(targets: readonly Target[], report: ReportViolation): void {
  if (targets.length === 0) {
    report("It is empty, so the policy would be assigned to nobody. Leave the resource out instead.");
  }
}

new PolicyPack("intune", {
  policies: [
    {
      name: "no-all-devices-without-filter",
      description: "A policy for all devices has a filter.",
      enforcementLevel: "mandatory",
      validateResource: [
        validateResourceOfType(DeviceCompliancePolicyAssignment, ({ target }, _, report) =>
          checkReach([target], report),
        ),
        validateResourceOfType(EnrollmentConfigurationAssignment, ({ target }, _, report) =>
          checkReach([target], report),
        ),
        validateResourceOfType(PolicyAssignment, ({ target }, _, report) => checkReach([target], report)),
        validateResourceOfType(DeviceCompliancePolicyAssignmentSet, ({ targets }, _, report) =>
          checkReach(targets, report),
        ),
        validateResourceOfType(EnrollmentConfigurationAssignmentSet, ({ targets }, _, report) =>
          checkReach(targets, report),
        ),
        validateResourceOfType(PolicyAssignmentSet, ({ targets }, _, report) => checkReach(targets, report)),
      ],
    },
    {
      name: "no-empty-set",
      description: "A set has targets.",
      enforcementLevel: "mandatory",
      validateResource: [
        validateResourceOfType(DeviceCompliancePolicyAssignmentSet, ({ targets }, _, report) =>
          checkNotEmpty(targets, report),
        ),
        validateResourceOfType(EnrollmentConfigurationAssignmentSet, ({ targets }, _, report) =>
          checkNotEmpty(targets, report),
        ),
        validateResourceOfType(PolicyAssignmentSet, ({ targets }, _, report) =>
          checkNotEmpty(targets, report),
        ),
      ],
    },
  ],
});
