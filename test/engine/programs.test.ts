import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { execa } from "execa";
import { beforeAll, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { pulumiEnvironment } from "../../tools/engine/environment.mts";
import { context } from "./harness/context";
import { Stack } from "./harness/stack";

// Programs that the CLI does not find as they were written.

const deviceCompliancePolicyId = "c0000000-0000-4000-8000-000000000001";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ service: "observed" });
  return () => emulator.close();
});

it("a bundle that leaves the package out finds it where it is installed", async () => {
  const bundled = await build({
    stdin: {
      contents: `
import { DeviceCompliancePolicyAssignment } from "pulumi-intune";
new DeviceCompliancePolicyAssignment("one", {
  deviceCompliancePolicyId: "${deviceCompliancePolicyId}", target: { type: "allDevicesAssignmentTarget" } });`,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    external: ["pulumi-intune", "@pulumi/pulumi"],
    write: false,
  });
  const stack = await Stack.create({
    main: "bin/bundle.js",
    program: bundled.outputFiles[0]?.text ?? "",
    config: { "intune:graphEndpoint": emulator.url },
  });
  expect((await stack.preview()).changes).toEqual({ one: "create" });
});

/**
 * A program for the Automation API with project settings of its own and a transform for the whole stack. Its two
 * resources are alike in what the program says, and differ in what is registered.
 */
const automation = `
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { DeviceCompliancePolicyAssignment } from "pulumi-intune";

const program = async () => {
  pulumi.runtime.registerResourceTransform(({ name, props, opts }) =>
    name === "one" ? { props: { ...props, target: { type: "allLicensedUsersAssignmentTarget" } }, opts } : undefined);
  for (const name of ["one", "two"]) new DeviceCompliancePolicyAssignment(name, {
    deviceCompliancePolicyId: "${deviceCompliancePolicyId}", target: { type: "allDevicesAssignmentTarget" } });
};
const stack = await LocalWorkspace.createOrSelectStack(
  { stackName: "test", projectName: "automation", program },
  { projectSettings: { name: "automation", runtime: "nodejs", main: import.meta.dirname } },
);
await stack.setAllConfig({
  "intune:graphEndpoint": { value: process.argv[2] },
  "intune:accessToken": { value: process.env.TOKEN, secret: true },
});
console.log(JSON.stringify((await stack.up()).summary.resourceChanges));
`;

it("the Automation API runs with its own project settings, from another folder and with a transform of the stack", async () => {
  const folder = await mkdtemp(path.join(context.scratch, "automation-"));
  const [home, state] = [path.join(folder, "home"), path.join(folder, "state")];
  for (const made of [home, state]) await mkdir(made);
  await writeFile(path.join(folder, "index.mjs"), automation);
  const { stdout } = await execa(process.execPath, [path.join(folder, "index.mjs"), emulator.url], {
    cwd: path.parse(folder).root,
    env: {
      ...pulumiEnvironment(context.engine, { home, state, temporary: context.scratch }),
      TOKEN: "the-token-of-this-test",
    },
    extendEnv: false,
    stdin: "ignore",
  });
  // The stack itself is the third.
  expect(JSON.parse(stdout)).toEqual({ create: 3 });
  const assignments = emulator.getState().deviceCompliancePolicies[0]?.assignments ?? [];
  expect(assignments.map(({ target }) => target["@odata.type"]).sort()).toEqual([
    "#microsoft.graph.allDevicesAssignmentTarget",
    "#microsoft.graph.allLicensedUsersAssignmentTarget",
  ]);
});
