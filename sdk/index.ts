/**
 * Manage Microsoft Intune assignments with Pulumi: which groups get which compliance policy, and which
 * enrollment configuration applies to whom.
 *
 * @module pulumi-intune
 */
export * from "./deviceCompliancePolicyAssignment";
export * from "./deviceCompliancePolicyAssignmentSet";
export * from "./enrollmentConfigurationAssignment";
export * from "./enrollmentConfigurationAssignmentSet";
export * from "./getAssignmentFilter";
export * from "./getDeviceCompliancePolicy";
export * from "./getEnrollmentConfiguration";
export * from "./getPolicy";
export type { LookupArgs, LookupOutputArgs } from "./lookUp";
export * from "./policyAssignment";
export * from "./policyAssignmentSet";
export { Provider, type ProviderArgs } from "./provider";
export * from "./target";
