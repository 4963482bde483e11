import { cp } from "node:fs/promises";
import path from "node:path";
import { ofExample, type SdkLanguage } from "./language";

const program = `
package myproject;

import com.pulumi.Pulumi;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.intune.DeviceCompliancePolicyAssignment;
import com.pulumi.intune.DeviceCompliancePolicyAssignmentArgs;
import com.pulumi.intune.DeviceCompliancePolicyAssignmentSet;
import com.pulumi.intune.DeviceCompliancePolicyAssignmentSetArgs;
import com.pulumi.intune.IntuneFunctions;
import com.pulumi.intune.Provider;
import com.pulumi.intune.ProviderArgs;
import com.pulumi.intune.inputs.GetDeviceCompliancePolicyArgs;
import com.pulumi.intune.inputs.TargetArgs;
import com.pulumi.resources.CustomResourceOptions;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var config = ctx.config();
            var tenant = new Provider("tenant", ProviderArgs.builder()
                .graphEndpoint(config.require("endpoint"))
                .accessToken(config.requireSecret("token"))
                .settleSeconds(0.0)
                .requestsPer20s(90)
                .useCli(false)
                .build());
            var ofTenant = CustomResourceOptions.builder().provider(tenant).build();
            var named = IntuneFunctions.getDeviceCompliancePolicy(
                GetDeviceCompliancePolicyArgs.builder().id(config.require("policy")).build(),
                InvokeOptions.builder().provider(tenant).build());
            var target = TargetArgs.builder().type("groupAssignmentTarget").groupId(config.require("group")).build();
            var pilot = new DeviceCompliancePolicyAssignment("pilot",
                DeviceCompliancePolicyAssignmentArgs.builder()
                    .deviceCompliancePolicyId(named.applyValue(policy -> policy.id()))
                    .target(target)
                    .build(),
                ofTenant);
            new DeviceCompliancePolicyAssignmentSet("everybody",
                DeviceCompliancePolicyAssignmentSetArgs.builder()
                    .deviceCompliancePolicyId(config.require("otherPolicy"))
                    .targets(target, TargetArgs.builder().type("allDevicesAssignmentTarget").build())
                    .build(),
                ofTenant);
            ctx.export("assignmentId", pilot.assignmentId());
        });
    }
}
`;

const file = "src/main/java/myproject/App.java";
const build = { "pom.xml": ofExample("quickstart-java", "pom.xml") };

export const java: SdkLanguage = {
  name: "java",
  program: { ...build, [file]: program },
  quickstart: { ...build, [file]: ofExample("quickstart-java", file) },
  prepare: async () => ({ env: {}, files: {} }),
  // Where `pulumi package add` puts it.
  install: (stack, sdk) => cp(sdk, path.join(stack.directory, "sdks", "intune"), { recursive: true }),
};
