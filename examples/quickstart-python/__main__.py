import pulumi
import pulumi_intune as intune

# Without config, the ids are those of the emulator's default tenant.
config = pulumi.Config()
group_id = config.get("groupId") or "a0000000-0000-4000-8000-000000000001"
policy_id = config.get("deviceCompliancePolicyId") or "c0000000-0000-4000-8000-000000000001"
configuration_id = (
    config.get("deviceEnrollmentConfigurationId")
    or "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration"
)
target = intune.TargetArgs(type="groupAssignmentTarget", group_id=group_id)

compliance = intune.DeviceCompliancePolicyAssignment(
    "windows-baseline", device_compliance_policy_id=policy_id, target=target
)
enrollment = intune.EnrollmentConfigurationAssignment(
    "enrollment-status-page", device_enrollment_configuration_id=configuration_id, target=target
)

pulumi.export("complianceAssignmentId", compliance.assignment_id)
pulumi.export("enrollmentAssignmentId", enrollment.assignment_id)
