import { describe, expect, it, onTestFinished } from "vitest";
import { type FaultRule, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { type Door, doors } from "./harness/door";

const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Groups to assign policies to. */
const groupsOf = (length: number) => Array.from({ length }, (_, n) => guid(n));

/** Each test by one door, or by both with `ENGINE_WORLDS=all`. */
const isWhole = process.env["ENGINE_WORLDS"] === "all" || doors.length === 1;
const doorsOf = (chosen: Door["name"]) => doors.filter(({ name }) => isWhole || name === chosen);

interface Run {
  readonly door: Door;
  readonly groups: readonly string[];
  readonly limit: { readonly writes: number; readonly windowMs: number };
  readonly settings?: Record<string, string>;
  readonly faults?: FaultRule[];
}

describe("a service that takes a limited number of writes in a window", () => {
  // Each run has its own tenant, since the writes of one run would count against the pace of the next.
  const run = async ({ door, groups, limit, settings = {}, faults = [] }: Run) => {
    const throttle = { ...limit, requests: 1_000 };
    const emulator = await startEmulator({ service: "documented", throttle });
    onTestFinished(() => emulator.close());
    const tenant = new Tenant(emulator.url);
    const policies = await tenant.policies("deviceCompliancePolicies");
    const stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url, ...settings },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    await door.declare(stack, {
      resources: Object.fromEntries(
        groups.map((groupId, n) => {
          const deviceCompliancePolicyId = String(policies[n % policies.length]);
          const target = { type: "groupAssignmentTarget", groupId };
          const args = { deviceCompliancePolicyId, target };
          return [`assignment-${n}`, { className: "DeviceCompliancePolicyAssignment", args }] as const;
        }),
      ),
    });
    emulator.clearRequests();
    emulator.setFaults(faults);
    await stack.up({ args: ["--parallel", "64"] });
    const assigned = await Promise.all(policies.map((id) => tenant.groups("deviceCompliancePolicies", id)));
    const refused = emulator.requests.filter(({ status }) => status === 429).length;
    process.stdout.write(`${refused} of ${emulator.requests.length} requests were answered 429\n`);
    return { groups: assigned.flat().sort(), refused };
  };

  it.each(doorsOf("dynamic"))(
    "$name: gets all 120 assignments, though it refuses some at first",
    async (door) => {
      const all = groupsOf(120);
      // A slow machine never reaches the limit, so the faults refuse some writes in any case.
      const fault = { kind: "answer", status: 429, headers: { "Retry-After": "1" } } as const;
      // After the first writes: those are sent one by one, and each pause that does not help is longer than the one before.
      const faults = Array.from({ length: 20 }, (_, n) => ({ method: "POST", nth: 20 + n, fault }) as const);
      const { groups, refused } = await run({
        door,
        groups: all,
        limit: { writes: 40, windowMs: 8_000 },
        faults,
      });
      expect(groups).toEqual(all);
      expect(refused).toBeGreaterThanOrEqual(20);
    },
  );

  it.each(doorsOf("plugin"))("$name: refuses none at a stated pace", async (door) => {
    const all = groupsOf(50);
    const limit = { writes: 40, windowMs: 20_000 };
    const settings = { "intune:requestsPer20s": "30" };
    const { groups, refused } = await run({ door, groups: all, limit, settings });
    expect(groups).toEqual(all);
    expect(refused).toBe(0);
  });
});
