import path from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { pathWith } from "../../tools/engine/engine.mts";
import { generateSdk } from "../../tools/engine/languages.mts";
import { ensurePython } from "../../tools/engine/python.mts";
import { root } from "../../tools/setup/root.mjs";
import { Tenant } from "../support/tenant";
import { context } from "./harness/context";
import { Stack } from "./harness/stack";

const groups = [1, 2].map((n) => `2b3c4d5e-0000-4000-8000-00000000000${n}`) as [string, string];

/** With an explicit provider, whose settings an SDK sends as text. */
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

describe.skipIf(!context.languages.includes("python"))("a Python program with the SDK of the schema", () => {
  let emulator: RunningEmulator;
  let env: Record<string, string>;

  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
    const sdks = path.join(context.scratch, "sdk");
    const site = path.join(sdks, "site");
    const { bin } = await ensurePython();
    await generateSdk(context.engine, "python", path.join(root, "dist", "plugin", "schema.json"), sdks);
    const offline = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--target", site];
    await execa(path.join(bin, "python"), ["-m", "pip", "install", ...offline, path.join(sdks, "python")]);
    env = { PATH: [bin, pathWith(context.engine)].join(path.delimiter), PYTHONPATH: site };
    return () => emulator.close();
  });

  it("lives from preview to destroy", async () => {
    const tenant = new Tenant(emulator.url);
    const [policy, otherPolicy] = (await tenant.policies("deviceCompliancePolicies")) as [string, string];
    const stack = await Stack.create({
      program: "",
      files: {
        "__main__.py": program,
        "Pulumi.yaml": JSON.stringify({
          name: "harness",
          runtime: "python",
          plugins: { providers: [{ name: "intune", path: path.join(root, "dist", "plugin") }] },
        }),
      },
      env,
      config: { policy, otherPolicy, endpoint: emulator.url, group: groups[0] },
      secrets: { token: "the-token-of-the-python-program" },
    });
    const compliant = () => tenant.groups("deviceCompliancePolicies", policy);

    expect((await stack.preview()).changes).toEqual({ pilot: "create", everybody: "create" });
    expect(await compliant()).toEqual([]);
    await stack.up();
    expect(await compliant()).toEqual([groups[0]]);
    const [assignment] = await tenant.assignments("deviceCompliancePolicies", policy);
    expect(await stack.outputs()).toEqual({ assignmentId: assignment?.id });
    expect((await stack.up()).changes).toEqual({ pilot: "same", everybody: "same" });

    await stack.setConfig({ group: groups[1] });
    expect((await stack.up()).changes).toEqual({ pilot: "update", everybody: "update" });
    expect(await compliant()).toEqual([groups[1]]);
    expect((await stack.destroy()).changes).toEqual({ pilot: "delete", everybody: "delete" });
    expect(await compliant()).toEqual([]);
  });
});
