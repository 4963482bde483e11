import { describe, expect, it, onTestFinished } from "vitest";
import { type FaultRule, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { Stack } from "./harness/stack.js";

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

/** Groups to assign policies to. */
const groupsOf = (length: number) => Array.from({ length }, (_, n) => guid(n));

interface Run {
  readonly groups: readonly string[];
  readonly limit: { readonly writes: number; readonly windowMs: number };
  readonly settings?: Record<string, string>;
  readonly faults?: FaultRule[];
}

describe("a service that takes a limited number of writes in a window", () => {
  // Each run has its own tenant, since the writes of one run would count against the pace of the next.
  const run = async ({ groups, limit, settings = {}, faults = [] }: Run) => {
    const throttle = { ...limit, requests: 1_000 };
    const emulator = await startEmulator({ service: "documented", throttle });
    onTestFinished(() => emulator.close());
    const tenant = new Tenant(emulator.url);
    const policies = await tenant.policies("deviceCompliancePolicies");
    const stack = await Stack.create({
      program,
      config: {
        policies: JSON.stringify(policies),
        groups: JSON.stringify(groups),
        "intune:graphEndpoint": emulator.url,
        ...settings,
      },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    emulator.clearRequests();
    emulator.setFaults(faults);
    await stack.up({ args: ["--parallel", "64"] });
    const assigned = await Promise.all(policies.map((id) => tenant.groups("deviceCompliancePolicies", id)));
    const refused = emulator.requests.filter(({ status }) => status === 429).length;
    process.stdout.write(`${refused} of ${emulator.requests.length} requests were answered 429\n`);
    return { groups: assigned.flat().sort(), refused };
  };

  it("gets all 300 assignments, though it refuses some at first", async () => {
    const all = groupsOf(300);
    // A slow machine never reaches the limit, so the faults refuse some writes in any case.
    const fault = { kind: "answer", status: 429, headers: { "Retry-After": "1" } } as const;
    // After the first writes: those are sent one by one, and each pause that does not help is longer than the one before.
    const faults = Array.from({ length: 20 }, (_, n) => ({ method: "POST", nth: 20 + n, fault }) as const);
    const { groups, refused } = await run({ groups: all, limit: { writes: 100, windowMs: 8_000 }, faults });
    expect(groups).toEqual(all);
    expect(refused).toBeGreaterThanOrEqual(20);
  });

  it("refuses none at a stated pace", async () => {
    const all = groupsOf(50);
    const limit = { writes: 40, windowMs: 20_000 };
    const settings = { "intune:requestsPer20s": "30" };
    const { groups, refused } = await run({ groups: all, limit, settings });
    expect(groups).toEqual(all);
    expect(refused).toBe(0);
  });
});
