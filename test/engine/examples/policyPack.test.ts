import { chmod, mkdtemp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../../emulator";
import { pathWith } from "../../../tools/engine/engine.mts";
import { context } from "../harness/context";
import { Stack } from "../harness/stack";
import { copyExample } from "./example";

/**
 * Runs a pack as a language host of today does. The one that these tests can build is older, so they give the pack
 * a runtime of another name, for which the engine looks for such a program.
 */
const runtime = "node-of-the-tests";
const analyzer = `#!/bin/sh
exec node "$(node -e "console.log(require.resolve('@pulumi/pulumi/cmd/run-policy-pack'))")" "$@"
`;

const program = (body: string) => `
const { DeviceCompliancePolicyAssignment: One, DeviceCompliancePolicyAssignmentSet: All, PolicyAssignment } = require("pulumi-intune");
const deviceCompliancePolicyId = "c0000000-0000-4000-8000-000000000001";
${body}
`;

describe.skipIf(process.platform === "win32")("the policy pack", () => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let pack: string;
  beforeAll(async () => {
    const bin = await mkdtemp(path.join(context.scratch, "analyzer-"));
    await writeFile(path.join(bin, `pulumi-analyzer-policy-${runtime}`), analyzer);
    await chmod(path.join(bin, `pulumi-analyzer-policy-${runtime}`), 0o755);
    pack = await copyExample("policy-pack");
    const project = path.join(pack, "PulumiPolicy.yaml");
    const text = await readFile(project, "utf8");
    await writeFile(project, text.replace("runtime: nodejs", `runtime: ${runtime}`));
    emulator = await startEmulator({ service: "observed" });
    stack = await Stack.create({
      program: program(""),
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
      // The types of the examples are checked beside the tests.
      env: { PATH: `${bin}:${pathWith(context.engine)}`, PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    });
    return () => emulator.close();
  });

  const preview = async (body: string, expectFailure: boolean) => {
    await stack.write("index.js", program(body));
    return await stack.preview({ args: ["--policy-pack", pack], expectFailure });
  };

  it("refuses what breaks a rule", async () => {
    const { output } = await preview(
      `const target = { type: "allDevicesAssignmentTarget" };
const policyId = "c0000000-0000-4000-8000-000000000002";
new One("one", { deviceCompliancePolicyId, target });
new PolicyAssignment("script", { policyType: "deviceManagementScripts", policyId, target });
new All("none", { deviceCompliancePolicyId: policyId, targets: [] });
new All("all", { deviceCompliancePolicyId: "c0000000-0000-4000-8000-000000000003", targets: [target] });`,
      true,
    );
    const broken = [...output.matchAll(/\[mandatory\].*(no-[a-z-]+).*\((\S+): (\w+)\)/g)];
    expect(broken.map(([, rule, , name]) => `${name}: ${rule}`).sort()).toEqual([
      "all: no-all-devices-without-filter",
      "none: no-empty-set",
      "one: no-all-devices-without-filter",
      "script: no-all-devices-without-filter",
    ]);
  });

  it("passes what it has nothing against", async () => {
    const filter = '{ id: "f0000000-0000-4000-8000-000000000001", type: "include" }';
    const target = `{ type: "allDevicesAssignmentTarget", filter: ${filter} }`;
    const { changes } = await preview(
      `new All("all", { deviceCompliancePolicyId, targets: [${target}] });`,
      false,
    );
    expect(changes).toEqual({ all: "create" });
  });
});
