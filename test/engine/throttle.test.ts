import { describe, expect, it, onTestFinished } from "vitest";
import { type FaultRule, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { Stack } from "./harness/stack.js";

const assignments = 300;
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;

const program = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const config = new pulumi.Config();
const policies = config.requireObject("policies");
config.requireObject("groups").forEach((groupId, n) => {
  new intune.DeviceCompliancePolicyAssignment("assignment-" + n, {
    deviceCompliancePolicyId: policies[n % policies.length],
    target: { type: "groupAssignmentTarget", groupId },
  });
});
`;

/** Microsoft's limit is 100 writes in 20 seconds; the window is shortened on both sides. */
describe("a service that takes 100 writes in a window", () => {
  // A tenant for each run: what one has written would count against the pace of the next.
  const run = async (settings: Record<string, string>, faults: FaultRule[] = []) => {
    const throttle = { writes: 100, requests: 1_000, windowMs: 8_000 };
    const emulator = await startEmulator({ service: "documented", throttle });
    onTestFinished(() => emulator.close());
    const tenant = new Tenant(emulator.url);
    const policies = await tenant.policies("deviceCompliancePolicies");
    const stack = await Stack.create({
      program,
      config: {
        policies: JSON.stringify(policies),
        groups: JSON.stringify(Array.from({ length: assignments }, (_, n) => guid(n))),
        "intune:graphEndpoint": emulator.url,
        ...settings,
      },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    emulator.clearRequests();
    emulator.setFaults(faults);
    await stack.up({ args: ["--parallel", "64"] });
    const held = await Promise.all(policies.map((id) => tenant.groups("deviceCompliancePolicies", id)));
    const refused = emulator.requests.filter(({ status }) => status === 429).length;
    process.stdout.write(`${refused} of ${emulator.requests.length} requests were answered 429\n`);
    return { groups: held.flat().sort(), refused };
  };
  const all = Array.from({ length: assignments }, (_, n) => guid(n));

  it("gets all 300 assignments, though it refuses some at first", async () => {
    // A slow machine never reaches the limit, so some writes are refused in any case.
    const fault = { kind: "answer", status: 429, headers: { "Retry-After": "1" } } as const;
    // After the first writes: those are sent one by one, and each pause obeyed in vain is longer than the one before.
    const faults = Array.from({ length: 20 }, (_, n) => ({ method: "POST", nth: 20 + n, fault }) as const);
    const { groups, refused } = await run({}, faults);
    expect(groups).toEqual(all);
    expect(refused).toBeGreaterThanOrEqual(20);
  });

  it("refuses none at a stated pace", async () => {
    const { groups, refused } = await run({ "intune:requestsPer20s": "90", "intune:paceWindow": "8s" });
    expect(groups).toEqual(all);
    expect(refused).toBe(0);
  });
});
