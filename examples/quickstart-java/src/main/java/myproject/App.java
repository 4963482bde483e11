package myproject;

import com.pulumi.Pulumi;
import com.pulumi.intune.DeviceCompliancePolicyAssignment;
import com.pulumi.intune.DeviceCompliancePolicyAssignmentArgs;
import com.pulumi.intune.EnrollmentConfigurationAssignment;
import com.pulumi.intune.EnrollmentConfigurationAssignmentArgs;
import com.pulumi.intune.inputs.TargetArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            // Without config, the ids are those of the emulator's default tenant.
            var config = ctx.config();
            var target = TargetArgs.builder()
                .type("groupAssignmentTarget")
                .groupId(config.get("groupId").orElse("a0000000-0000-4000-8000-000000000001"))
                .build();

            var compliance = new DeviceCompliancePolicyAssignment("windows-baseline",
                DeviceCompliancePolicyAssignmentArgs.builder()
                    .deviceCompliancePolicyId(config.get("deviceCompliancePolicyId")
                        .orElse("c0000000-0000-4000-8000-000000000001"))
                    .target(target)
                    .build());
            var enrollment = new EnrollmentConfigurationAssignment("enrollment-status-page",
                EnrollmentConfigurationAssignmentArgs.builder()
                    .deviceEnrollmentConfigurationId(config.get("deviceEnrollmentConfigurationId")
                        .orElse("e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration"))
                    .target(target)
                    .build());
            ctx.export("complianceAssignmentId", compliance.assignmentId());
            ctx.export("enrollmentAssignmentId", enrollment.assignmentId());
        });
    }
}
