import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { context } from "./harness/context";
import type { DeclaredProgram } from "./harness/declared";
import { type Door, doors, nodeOnPlugin } from "./harness/door";

const groupId = "2b3c4d5e-0000-4000-8000-000000000001";
const target = { type: "groupAssignmentTarget", groupId };

/** What becomes of the resources of one stack when its program is rewritten for another door. */
describe.skipIf(!context.languages.includes("yaml"))("one stack on the way", () => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  let policies: [string, string];
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
    tenant = new Tenant(emulator.url);
    policies = (await tenant.policies("deviceCompliancePolicies")) as [string, string];
  });
  afterAll(() => emulator.close());

  const program = (types?: readonly string[]): DeclaredProgram => ({
    resources: {
      pilot: {
        className: "DeviceCompliancePolicyAssignment",
        args: { deviceCompliancePolicyId: policies[0], target },
        ...(types && { aliases: types.map((type) => `${type}DeviceCompliancePolicyAssignment`) }),
      },
      all: {
        className: "DeviceCompliancePolicyAssignmentSet",
        args: { deviceCompliancePolicyId: policies[1], targets: [target] },
        ...(types && { aliases: types.map((type) => `${type}DeviceCompliancePolicyAssignmentSet`) }),
      },
    },
  });
  const [dynamic, yaml] = doors as [Door, Door];
  const fromNode = ["pulumi-nodejs:dynamic/intune:"];

  it.each([
    ["from dynamic resources to YAML and back", [dynamic, yaml, dynamic]],
    [
      "from a Node.js program on the plugin to dynamic resources and back",
      [nodeOnPlugin, dynamic, nodeOnPlugin],
    ],
    ["from YAML to a Node.js program on the plugin and back", [yaml, nodeOnPlugin, yaml]],
  ] as const)("%s: keeps every resource, and asks nothing of Graph", async (_way, [first, ...others]) => {
    const stack = await first.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    await first.declare(stack, program());
    await stack.up();
    const idOf = async (name: string) => (await stack.exportState()).resources[name]?.id;
    const ids = [await idOf("pilot"), await idOf("all")];
    for (const door of others) {
      // The schema's own aliases are for SDKs; a YAML program says what its resources were.
      await door.declare(stack, program(door === yaml ? fromNode : undefined));
      emulator.clearRequests();
      const { changes } = await stack.up();
      expect(Object.keys(changes).sort()).toEqual(["all", "pilot"]);
      expect(["same", "update"]).toEqual(expect.arrayContaining(Object.values(changes)));
      expect(emulator.requests).toEqual([]);
      expect([await idOf("pilot"), await idOf("all")]).toEqual(ids);
      expect((await stack.up()).changes).toEqual({ pilot: "same", all: "same" });
      expect(emulator.requests).toEqual([]);
    }
    expect((await stack.destroy()).changes).toEqual({ pilot: "delete", all: "delete" });
    expect(await tenant.groups("deviceCompliancePolicies", policies[0])).toEqual([]);
  });
});
