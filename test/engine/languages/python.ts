import path from "node:path";
import { execa } from "execa";
import { pathWith } from "../../../tools/engine/engine.mts";
import { ensurePython } from "../../../tools/engine/python.mts";
import { context } from "../harness/context";
import { ofExample, type SdkLanguage } from "./language";

const program = `
import pulumi
import pulumi_intune as intune

config = pulumi.Config()
tenant = intune.Provider(
    "tenant",
    graph_endpoint=config.require("endpoint"),
    access_token=config.require_secret("token"),
    settle_seconds=0,
    requests_per20s=90,
    use_cli=False,
)
named = intune.get_device_compliance_policy(
    id=config.require("policy"), opts=pulumi.InvokeOptions(provider=tenant)
)
target = intune.TargetArgs(type="groupAssignmentTarget", group_id=config.require("group"))
pilot = intune.DeviceCompliancePolicyAssignment(
    "pilot",
    device_compliance_policy_id=named.id,
    target=target,
    opts=pulumi.ResourceOptions(provider=tenant),
)
intune.DeviceCompliancePolicyAssignmentSet(
    "everybody",
    device_compliance_policy_id=config.require("otherPolicy"),
    targets=[target, intune.TargetArgs(type="allDevicesAssignmentTarget")],
    opts=pulumi.ResourceOptions(provider=tenant),
)
pulumi.export("assignmentId", pilot.assignment_id)
`;

export const python: SdkLanguage = {
  name: "python",
  program: { "__main__.py": program },
  quickstart: { "__main__.py": ofExample("quickstart-python", "__main__.py") },
  async prepare(sdk) {
    const { bin } = await ensurePython();
    const site = `${sdk}-installed`;
    const offline = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--target", site];
    await execa(path.join(bin, "python"), ["-m", "pip", "install", ...offline, sdk]);
    const PATH = [bin, pathWith(context.engine)].join(path.delimiter);
    return { env: { PATH, PYTHONPATH: site }, files: {} };
  },
};
