import { beforeAll, describe, expect } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { groupTarget, Tenant } from "../support/tenant";
import { walkthrough } from "../support/walkthrough";
import { worlds } from "./harness/door";
import type { Stack } from "./harness/stack";

const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const group = (n: number, more: object = {}) => ({
  type: "groupAssignmentTarget",
  groupId: guid(n),
  ...more,
});

const chosen = worlds({ dynamic: "documented", plugin: "observed" });

describe.each(chosen)("$name: a whole set on the $service service", ({ door, service }) => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  let stack: Stack;
  let policy: string;

  beforeAll(async () => {
    emulator = await startEmulator({ service });
    tenant = new Tenant(emulator.url);
    [policy] = (await tenant.policies("deviceCompliancePolicies")) as [string];
    stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    return () => emulator.close();
  });

  const step = walkthrough("lives from create to destroy", { before: () => emulator.clearRequests() });

  const declare = (targets: object[]) =>
    door.declare(stack, {
      resources: {
        everybody: {
          className: "DeviceCompliancePolicyAssignmentSet",
          args: { deviceCompliancePolicyId: policy, targets },
        },
      },
      outputs: { assignments: ["everybody", "assignments"] },
    });
  const groups = () => tenant.groups("deviceCompliancePolicies", policy);
  const requests = () => emulator.requests.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);

  step("makes 200 targets the whole set by one assign, and removes what else was there", async () => {
    await tenant.assign("deviceCompliancePolicies", policy, [groupTarget(guid(999))]);
    await declare(Array.from({ length: 200 }, (_, n) => group(n)));
    emulator.clearRequests();
    expect((await stack.up()).changes).toEqual({ everybody: "create" });
    expect(requests().filter((request) => request.startsWith("POST"))).toEqual(["POST assign"]);
    expect(await groups()).toEqual(Array.from({ length: 200 }, (_, n) => guid(n)));
    const { assignments } = (await stack.outputs()) as { assignments: { assignmentId: string }[] };
    expect(new Set(assignments.map(({ assignmentId }) => assignmentId)).size).toBe(200);
  });

  step("sees no change in another order, and asks nothing", async () => {
    await declare(Array.from({ length: 200 }, (_, n) => group(199 - n)));
    expect((await stack.up()).changes).toEqual({ everybody: "same" });
    expect(emulator.requests).toEqual([]);
  });

  step("swaps one target by one assign", async () => {
    await declare([group(0), group(1), group(500)]);
    expect((await stack.up()).changes).toEqual({ everybody: "update" });
    expect(requests().filter((request) => request.startsWith("POST"))).toEqual(["POST assign"]);
    expect(await groups()).toEqual([guid(0), guid(1), guid(500)]);
  });

  step("shows a foreign addition as drift and removes it again", async () => {
    const own = await tenant.assignments("deviceCompliancePolicies", policy);
    await tenant.assign("deviceCompliancePolicies", policy, [...own, groupTarget(guid(777))]);
    expect((await stack.refresh()).changes).toEqual({ everybody: "update" });
    expect((await stack.preview()).changes).toEqual({ everybody: "update" });
    expect((await stack.up()).changes).toEqual({ everybody: "update" });
    expect(await groups()).toEqual([guid(0), guid(1), guid(500)]);
  });

  step("carries filters, through beta", async () => {
    const filter = { id: guid(42), type: "exclude" };
    await declare([group(0, { filter }), group(1)]);
    await stack.up();
    expect(emulator.requests.find(({ method }) => method === "POST")?.path).toMatch(/^\/beta\//);
    const assignments = await tenant.assignments("deviceCompliancePolicies", policy);
    expect(assignments.find(({ target }) => target["groupId"] === guid(0))?.target).toMatchObject({
      deviceAndAppManagementAssignmentFilterId: guid(42),
      deviceAndAppManagementAssignmentFilterType: "exclude",
    });
    expect((await stack.refresh()).changes).toEqual({ everybody: "same" });
  });

  step("assigns the empty set on destroy", async () => {
    expect((await stack.destroy()).changes).toEqual({ everybody: "delete" });
    expect(await groups()).toEqual([]);
  });
});
