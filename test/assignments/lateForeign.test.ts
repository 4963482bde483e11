import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator";
import { providerProcess } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";

const collection = "deviceCompliancePolicies";
const policy = "c0000000-0000-4000-8000-000000000001";
const group = (n: number) => `a0000000-0000-4000-8000-00000000000${n}`;
const inputs = (n: number) => ({
  deviceCompliancePolicyId: policy,
  target: { type: "groupAssignmentTarget", groupId: group(n) },
});

// Reads catch up one write at a time: first nothing, then somebody else's assignment, then ours of the run before.
describe("if somebody else's assignment comes into view before ours does", () => {
  async function setUp() {
    const emulator = await startEmulator({ service: "observed" });
    onTestFinished(() => emulator.close());
    const tenant = new Tenant(emulator.url);
    await tenant.assign(collection, policy, [groupTarget(group(9))]);
    const options = { delays: { confirmation: [0, 1, 2, 4, 8, 16], conflict: 20 } };
    const start = () => providerProcess(emulator.url, { "intune:writeRoute": "assign" }, options);
    const single = start().resource("DeviceCompliancePolicyAssignment");
    const ours = await single.create(inputs(1));
    emulator.setFaults(
      [2, 1].map((writes, index) => ({
        method: "GET",
        nth: index + 1,
        fault: { kind: "staleReads", reads: 1, writes },
      })),
    );
    const groups = async () => {
      emulator.setFaults([]);
      return await tenant.groups(collection, policy);
    };
    return { ours, groups, next: start().resource("DeviceCompliancePolicyAssignment") };
  }

  it("a delete still finds ours", async () => {
    const { ours, groups, next } = await setUp();
    await next.delete(ours.id, ours.outputs);
    expect(await groups()).toEqual([group(9)]);
  });

  it("an unchanged resource keeps its assignment beside a new one", async () => {
    const { ours, groups, next } = await setUp();
    next.check(inputs(1));
    expect(next.diff(ours.outputs, inputs(1))).toEqual([]);
    await next.create(inputs(2));
    expect(await groups()).toEqual([1, 2, 9].map(group));
  });
});
