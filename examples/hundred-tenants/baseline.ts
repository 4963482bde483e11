import { DeviceCompliancePolicyAssignment } from "pulumi-intune";
import type { Tenant } from "./tenant.ts";

/** The program of a tenant's stack: what every customer gets. */
export function baseline(tenant: Tenant): { assignmentId: unknown } {
  const assignment = new DeviceCompliancePolicyAssignment("baseline-for-pilot", {
    deviceCompliancePolicyId: tenant.deviceCompliancePolicyId,
    target: { type: "groupAssignmentTarget", groupId: tenant.pilotGroupId },
  });
  return { assignmentId: assignment.assignmentId };
}
