import * as intune from "../../sdk";

/** The resource classes of the package. */
export const resourceClasses = [
  intune.DeviceCompliancePolicyAssignment,
  intune.DeviceCompliancePolicyAssignmentSet,
  intune.EnrollmentConfigurationAssignment,
  intune.EnrollmentConfigurationAssignmentSet,
  intune.PolicyAssignment,
  intune.PolicyAssignmentSet,
] as const;
