import * as pulumi from "@pulumi/pulumi";
import { EnrollmentConfigurationAssignment } from "pulumi-intune";

const config = new pulumi.Config();

// The ids of enrollment configurations carry their type: {guid}_{type}. Enrollment configurations take no
// exclusions, so each assignment names a group that the configuration applies to.
const statusPage = new EnrollmentConfigurationAssignment("status-page-for-pilot", {
  deviceEnrollmentConfigurationId: config.require("statusPageId"),
  target: { type: "groupAssignmentTarget", groupId: config.require("pilotGroupId") },
});

const platformRestriction = config.require("platformRestrictionId");

new EnrollmentConfigurationAssignment("corporate-platforms-for-employees", {
  deviceEnrollmentConfigurationId: platformRestriction,
  target: { type: "groupAssignmentTarget", groupId: config.require("employeesGroupId") },
});

export const statusPageAssignmentId = statusPage.assignmentId;
