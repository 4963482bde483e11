package main

import (
	"example.com/pulumi-intune/sdk/go/intune"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		// Without config, the ids are those of the emulator's default tenant.
		get := func(key, fallback string) pulumi.String {
			if value := config.Get(ctx, key); value != "" {
				return pulumi.String(value)
			}
			return pulumi.String(fallback)
		}
		target := intune.TargetArgs{
			Type:    pulumi.String("groupAssignmentTarget"),
			GroupId: get("groupId", "a0000000-0000-4000-8000-000000000001"),
		}

		compliance, err := intune.NewDeviceCompliancePolicyAssignment(ctx, "windows-baseline",
			&intune.DeviceCompliancePolicyAssignmentArgs{
				DeviceCompliancePolicyId: get("deviceCompliancePolicyId", "c0000000-0000-4000-8000-000000000001"),
				Target:                   target,
			})
		if err != nil {
			return err
		}
		enrollment, err := intune.NewEnrollmentConfigurationAssignment(ctx, "enrollment-status-page",
			&intune.EnrollmentConfigurationAssignmentArgs{
				DeviceEnrollmentConfigurationId: get("deviceEnrollmentConfigurationId",
					"e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration"),
				Target: target,
			})
		if err != nil {
			return err
		}
		ctx.Export("complianceAssignmentId", compliance.AssignmentId)
		ctx.Export("enrollmentAssignmentId", enrollment.AssignmentId)
		return nil
	})
}
