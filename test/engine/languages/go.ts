import { pulumi } from "../../../tools/engine/pins.mts";
import { ofExample, type SdkLanguage } from "./language";

const program = `
package main

import (
	"example.com/pulumi-intune/sdk/go/intune"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		tenant, err := intune.NewProvider(ctx, "tenant", &intune.ProviderArgs{
			GraphEndpoint:  pulumi.String(config.Require(ctx, "endpoint")),
			AccessToken:    config.RequireSecret(ctx, "token"),
			SettleSeconds:  pulumi.Float64(0),
			RequestsPer20s: pulumi.Int(90),
			UseCli:         pulumi.Bool(false),
		})
		if err != nil {
			return err
		}
		named := intune.GetDeviceCompliancePolicyOutput(ctx, intune.GetDeviceCompliancePolicyOutputArgs{
			Id: pulumi.String(config.Require(ctx, "policy")),
		}, pulumi.Provider(tenant))
		target := intune.TargetArgs{
			Type:    pulumi.String("groupAssignmentTarget"),
			GroupId: pulumi.String(config.Require(ctx, "group")),
		}
		pilot, err := intune.NewDeviceCompliancePolicyAssignment(ctx, "pilot",
			&intune.DeviceCompliancePolicyAssignmentArgs{DeviceCompliancePolicyId: named.Id(), Target: target},
			pulumi.Provider(tenant))
		if err != nil {
			return err
		}
		_, err = intune.NewDeviceCompliancePolicyAssignmentSet(ctx, "everybody",
			&intune.DeviceCompliancePolicyAssignmentSetArgs{
				DeviceCompliancePolicyId: pulumi.String(config.Require(ctx, "otherPolicy")),
				Targets: intune.TargetArray{
					target,
					intune.TargetArgs{Type: pulumi.String("allDevicesAssignmentTarget")},
				},
			}, pulumi.Provider(tenant))
		ctx.Export("assignmentId", pilot.AssignmentId)
		return err
	})
}
`;

/** The module of the generated SDK, which no proxy serves. */
const sdkModule = "example.com/pulumi-intune/sdk/go";

export const go: SdkLanguage = {
  name: "go",
  program: { "main.go": program },
  quickstart: { "main.go": ofExample("quickstart-go", "main.go") },
  async prepare(sdk) {
    const module = [
      "module program",
      "go 1.25",
      `require github.com/pulumi/pulumi/sdk/v3 v${pulumi.version}`,
      `require ${sdkModule} v0.0.0`,
      `replace ${sdkModule} => ${sdk}`,
    ];
    return { env: {}, files: { "go.mod": `${module.join("\n")}\n` } };
  },
  install: (stack) => stack.run("go", ["mod", "tidy"]),
};
