import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { context } from "./harness/context";
import type { DeclaredProgram } from "./harness/declared";
import { type Door, doors, nodeOnPlugin } from "./harness/door";
import type { OperationResult } from "./harness/result";

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

  // Each door comes once after each of the others. Only what the plugin has made changes with dynamic resources, once.
  it.each([
    {
      first: dynamic,
      later: [
        [yaml, "same"],
        [nodeOnPlugin, "same"],
        [dynamic, "same"],
      ],
    },
    {
      first: yaml,
      later: [
        [dynamic, "update"],
        [dynamic, "same"],
        [nodeOnPlugin, "same"],
        [yaml, "same"],
      ],
    },
  ] as const)(
    "through every door back to $first.name: keeps every resource, and asks nothing of Graph",
    async ({ first, later }) => {
      const stack = await first.create({
        config: { "intune:graphEndpoint": emulator.url },
        secrets: { "intune:accessToken": "the-token-of-this-test" },
      });
      const idsAfter = ({ steps }: OperationResult) =>
        Object.fromEntries(steps.map((step) => [step.name, step.new?.id]));
      await first.declare(stack, program());
      const ids = idsAfter(await stack.up());
      expect(Object.keys(ids).sort()).toEqual(["all", "pilot"]);
      emulator.clearRequests();
      for (const [door, change] of later) {
        // The schema's own aliases are for SDKs; a YAML program says what its resources were.
        await door.declare(stack, program(door === yaml ? fromNode : undefined));
        const up = await stack.up();
        expect(up.changes).toEqual({ pilot: change, all: change });
        expect(idsAfter(up)).toEqual(ids);
        expect(emulator.requests).toEqual([]);
      }
      expect((await stack.destroy()).changes).toEqual({ pilot: "delete", all: "delete" });
      expect(await tenant.groups("deviceCompliancePolicies", policies[0])).toEqual([]);
    },
  );
});
