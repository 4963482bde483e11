import * as pulumi from "@pulumi/pulumi";
import { EnrollmentConfigurationAssignment } from "pulumi-intune";

const config = new pulumi.Config();

// The ids of enrollment configurations carry their type: {guid}_{type}. An enrollment status page takes no
// exclusions, so it names the groups that see it.
const statusPage = new EnrollmentConfigurationAssignment("status-page-for-pilot", {
  deviceEnrollmentConfigurationId: config.require("statusPageId"),
  target: { type: "groupAssignmentTarget", groupId: config.require("pilotGroupId") },
});

const platformRestriction = config.require("platformRestrictionId");

new EnrollmentConfigurationAssignment("corporate-platforms-for-all", {
  deviceEnrollmentConfigurationId: platformRestriction,
  target: { type: "allLicensedUsersAssignmentTarget" },
});

new EnrollmentConfigurationAssignment("corporate-platforms-not-for-kiosks", {
  deviceEnrollmentConfigurationId: platformRestriction,
  target: { type: "exclusionGroupAssignmentTarget", groupId: config.require("kiosksGroupId") },
});

export const statusPageAssignmentId = statusPage.assignmentId;
