import * as pulumi from "@pulumi/pulumi";
import { DeviceCompliancePolicyAssignment, Provider, type ProviderArgs } from "pulumi-intune";

interface Tenant {
  readonly name: string;
  readonly provider: ProviderArgs;
  readonly deviceCompliancePolicyId: string;
  readonly groupId: string;
}

const tenants = new pulumi.Config().requireObject<Tenant[]>("tenants");

const assignments = tenants.map(({ name, provider: settings, deviceCompliancePolicyId, groupId }) => {
  const provider = new Provider(name, settings);
  const assignment = new DeviceCompliancePolicyAssignment(
    `baseline-in-${name}`,
    { deviceCompliancePolicyId, target: { type: "groupAssignmentTarget", groupId } },
    { provider },
  );
  return [name, assignment.assignmentId] as const;
});

export const assignmentIds = Object.fromEntries(assignments);
