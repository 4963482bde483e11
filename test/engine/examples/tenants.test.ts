import { writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { beforeEach, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../../emulator";
import { pulumiEnvironment } from "../../../tools/engine/environment.mts";
import { context } from "../harness/context";
import { copyExample, exampleStack } from "./example";
import { assigned } from "./tenant";

const deviceCompliancePolicyId = "c0000000-0000-4000-8000-000000000001";
const group = (n: number) => `a0000000-0000-4000-8000-00000000000${n}`;
const holding = (groupId: string) => ({
  [deviceCompliancePolicyId]: [{ "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId }],
});

/** Tenants that are further apart than real ones: each has a Graph of its own, which takes the tokens of no other. */
let tenants: { readonly name: string; readonly emulator: RunningEmulator }[];

beforeEach(async () => {
  const names = ["contoso", "fabrikam", "tailspin"];
  tenants = await Promise.all(
    names.map(async (name) => ({ name, emulator: await startEmulator({ service: "observed" }) })),
  );
  return () => Promise.all(tenants.map(({ emulator }) => emulator.close()));
});

it("several-tenants: each tenant gets its own assignment, and no token ends in the state", async () => {
  const stack = await exampleStack("several-tenants");
  await stack.setConfig({
    tenants: JSON.stringify(
      tenants.map(({ name, emulator }, n) => ({
        name,
        provider: { graphEndpoint: emulator.url, accessToken: `the-token-of-${name}` },
        deviceCompliancePolicyId,
        groupId: group(n + 1),
      })),
    ),
  });

  await stack.up();
  expect(tenants.map(({ emulator }) => assigned(emulator))).toEqual([1, 2, 3].map((n) => holding(group(n))));
  expect((await stack.exportState()).text).not.toContain("the-token-of-");

  await stack.destroy();
  expect(tenants.map(({ emulator }) => assigned(emulator))).toEqual([{}, {}, {}]);
});

it("hundred-tenants: a stack for each tenant, and a table that names the one that failed", async () => {
  const folder = await copyExample("hundred-tenants");
  const run = async (command: string, list: unknown) => {
    await writeFile(path.join(folder, "tenants.json"), JSON.stringify(list));
    return await execa(process.execPath, ["index.ts", command], {
      cwd: folder,
      env: {
        ...pulumiEnvironment(context.engine, { home: folder, state: folder, temporary: folder }),
        PARALLEL: "2",
      },
      extendEnv: false,
      stdin: "ignore",
      reject: false,
    });
  };
  const list = tenants.map(({ name, emulator }) => ({
    name,
    config: { "intune:graphEndpoint": emulator.url, "intune:accessToken": "any" },
    deviceCompliancePolicyId,
    pilotGroupId: group(1),
  }));

  const [contoso, fabrikam, tailspin] = list;
  const gone = { ...fabrikam, deviceCompliancePolicyId: "c0000000-0000-4000-8000-00000000dead" };
  const up = await run("up", [contoso, gone, tailspin]);
  expect(up.stdout).toMatch(/fabrikam.*failed.*c0000000-0000-4000-8000-00000000dead/);
  expect(up.stdout).toContain("2 of 3 tenants done, 1 failed");
  expect(up.exitCode).toBe(1);

  const again = await run("up", [contoso, fabrikam]);
  expect(again.stdout).toMatch(/contoso.*done.*no change/);
  expect(again.stdout).toContain("2 of 2 tenants done, 0 failed");
  expect(again.exitCode).toBe(0);
  expect(tenants.map(({ emulator }) => assigned(emulator))).toEqual(tenants.map(() => holding(group(1))));
});
