import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FaultRule, type RunningEmulator, startEmulator } from "../../emulator";
import { takeOwnTmp } from "../support/ownTmp";
import { providerProcess } from "../support/providerProcess";
import { Tenant } from "../support/tenant";

const collection = "deviceCompliancePolicies";
const deviceCompliancePolicyId = "c0000000-0000-4000-8000-000000000001";
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const inputs = (n: number) => ({
  deviceCompliancePolicyId,
  target: { type: "groupAssignmentTarget", groupId: guid(n) },
});

/** The next write takes effect and is answered with an error. The second read, and those after it, are from before. */
const late: readonly FaultRule[] = [
  {
    method: "POST",
    nth: 1,
    fault: { kind: "answer", status: 500, body: { error: { message: "Injected." } }, when: "after" },
  },
  { method: "GET", nth: 2, fault: { kind: "staleReads", reads: 3 } },
];

describe("reads that lag behind a write that failed but took effect", () => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  beforeAll(() => takeOwnTmp());
  beforeEach(async () => {
    emulator = await startEmulator({ service: "observed" });
    tenant = new Tenant(emulator.url);
  });
  afterEach(() => emulator.close());

  /** A process of the run with this number. */
  const process = (run: number) =>
    providerProcess(
      emulator.url,
      { "intune:writeRoute": "assign" },
      { delays: { confirmation: [0, 1, 2, 4, 8, 16], conflict: 20 }, engine: `127.0.0.1:${run}` },
    ).resource("DeviceCompliancePolicyAssignment");

  it.each(["the process", "another process of the run"])("cost nothing that it made: %s", async (which) => {
    const first = process(1);
    emulator.setFaults([...late]);
    await expect(first.create(inputs(1))).rejects.toThrow("Injected.");
    await (which === "the process" ? first : process(1)).create(inputs(2));
    expect(await tenant.groups(collection, deviceCompliancePolicyId)).toEqual([1, 2].map(guid));
  });

  it("bring nothing back that it removed", async () => {
    const { id, outputs } = await process(1).create(inputs(1));
    const next = process(2);
    emulator.setFaults([...late]);
    await expect(next.delete(id, outputs)).rejects.toThrow("Injected.");
    await next.create(inputs(2));
    expect(await tenant.groups(collection, deviceCompliancePolicyId)).toEqual([guid(2)]);
  });
});
