import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Operation } from "../../provider/graph/operation";
import { providerProcess } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";
import { guid } from "./program";

const collection = "deviceCompliancePolicies";
const policy = "c0000000-0000-4000-8000-000000000001";

/** What somebody adds between a reading and the `assign` that is built on it is lost. */
describe("the window of assign", () => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  beforeEach(async () => {
    emulator = await startEmulator({ service: "observed" });
    tenant = new Tenant(emulator.url);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    await emulator.close();
  });

  const groups = () => tenant.groups(collection, policy);
  const single = (settleSeconds: number) =>
    providerProcess(emulator.url, {
      "intune:writeRoute": "assign",
      "intune:settleSeconds": String(settleSeconds),
    }).resource("DeviceCompliancePolicyAssignment");
  const inputs = (n: number) => ({
    deviceCompliancePolicyId: policy,
    target: { type: "groupAssignmentTarget", groupId: guid(n) },
  });
  const somebodyAdds = async (n: number) => {
    const set = await tenant.assignments(collection, policy);
    await tenant.assign(collection, policy, [...set, groupTarget(guid(n))]);
  };

  it("is closed whenever the provider waits", async () => {
    let added = 0;
    vi.spyOn(Operation.prototype, "sleep").mockImplementation(() => somebodyAdds(100 + added++));
    const { create } = single(1);
    for (const n of [1, 2, 3]) await create(inputs(n));
    expect(added).toBeGreaterThan(0);
    const others = Array.from({ length: added }, (_, n) => 100 + n);
    expect(await groups()).toEqual([1, 2, 3, ...others].map(guid));
  });

  it.each([
    { age: 500, there: [1, 2] },
    { age: 501, there: [1, 2, 100] },
  ])("is closed to a reading that is more than half a second old: $age ms", async ({ age, there }) => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { create } = single(0);
    await create(inputs(1));
    await somebodyAdds(100);
    vi.advanceTimersByTime(age);
    await create(inputs(2));
    expect(await groups()).toEqual(there.map(guid));
  });
});
