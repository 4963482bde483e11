import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { groupTarget, Tenant } from "../support/tenant";
import { doors } from "./harness/door";

const plugin = doors.find(({ name }) => name === "plugin");
const collection = "deviceCompliancePolicies";
const className = "DeviceCompliancePolicyAssignment";
const groupId = "2b3c4d5e-0000-4000-8000-000000000001";

describe.skipIf(plugin === undefined)("pulumi import TYPE NAME ID, with the plugin", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
  });
  afterAll(() => emulator.close());

  it("writes the code of an assignment that is there, after which an up changes nothing", async () => {
    const tenant = new Tenant(emulator.url);
    const [policy] = (await tenant.policies(collection)) as [string];
    await tenant.assign(collection, policy, [groupTarget(groupId)]);
    const [there] = await tenant.assignments(collection, policy);
    const stack = await plugin?.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-the-import" },
    });
    if (stack === undefined) throw new Error("skipped without the plugin");
    const id = `${policy}/${there?.id}`;
    const flags = ["--yes", "--skip-preview", "--protect=false"];
    const printed = await stack.cli(["import", ...flags, `intune:index:${className}`, "pilot", id]);
    expect(printed).toContain(`deviceCompliancePolicyId: ${policy}`);
    expect(printed).toContain(`groupId: ${groupId}`);

    const target = { type: "groupAssignmentTarget", groupId };
    const args = { deviceCompliancePolicyId: policy, target };
    await plugin?.declare(stack, { resources: { pilot: { className, args } } });
    emulator.clearRequests();
    expect((await stack.up()).changes).toEqual({ pilot: "same" });
    expect(emulator.requests).toEqual([]);
    await stack.destroy();
    expect(await tenant.groups(collection, policy)).toEqual([]);
  });
});
