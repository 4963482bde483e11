import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignment, EnrollmentConfigurationAssignment } from "pulumi-intune";

// The default ids exist in the emulator's default tenant.
const config = new pulumi.Config();

// These stand in for `new azuread.Group(…)`, which would need a sign-in to Entra: resources of the same stack
// whose outputs name a group.
const groups = {
  pilot: new pulumi.Stash("pilot-group", {
    input: config.get("pilotGroupId") ?? "a0000000-0000-4000-8000-000000000001",
  }),
  broad: new pulumi.Stash("broad-group", {
    input: config.get("broadGroupId") ?? "a0000000-0000-4000-8000-000000000002",
  }),
};

// `pulumi config set ring broad` moves both assignments to the broad ring, in place.
const ring = config.get<keyof typeof groups>("ring", { allowedValues: ["pilot", "broad"] }) ?? "pilot";
const target = { type: "groupAssignmentTarget", groupId: groups[ring].output } as const;

const compliance = new DeviceCompliancePolicyAssignment("windows-baseline", {
  deviceCompliancePolicyId: config.get("deviceCompliancePolicyId") ?? "c0000000-0000-4000-8000-000000000001",
  target,
});

const enrollment = new EnrollmentConfigurationAssignment("enrollment-status-page", {
  deviceEnrollmentConfigurationId:
    config.get("deviceEnrollmentConfigurationId") ??
    "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration",
  target,
});

export const complianceAssignmentId = compliance.assignmentId;
export const enrollmentAssignmentId = enrollment.assignmentId;
