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

const collection = "deviceCompliancePolicies";
// Of the emulator's default tenant.
const policies = {
  everybody: "c0000000-0000-4000-8000-000000000001",
  few: "c0000000-0000-4000-8000-000000000002",
  filtered: "c0000000-0000-4000-8000-000000000003",
};
type Name = keyof typeof policies;

const chosen = worlds({ dynamic: "documented", plugin: "observed" });

describe.each(chosen)("$name: whole sets on the $service service", ({ door, service }) => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator({ service });
    tenant = new Tenant(emulator.url);
    stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    return () => emulator.close();
  });

  const step = walkthrough("live from create to destroy", { before: () => emulator.clearRequests() });

  const declare = (targetsOf: Record<Name, object[]>) =>
    door.declare(stack, {
      resources: Object.fromEntries(
        Object.entries(targetsOf).map(([name, targets]) => [
          name,
          {
            className: "DeviceCompliancePolicyAssignmentSet",
            args: { deviceCompliancePolicyId: policies[name as Name], targets },
          },
        ]),
      ),
      outputs: { assignments: ["everybody", "assignments"] },
    });
  const groups = (name: Name) => tenant.groups(collection, policies[name]);
  const requests = (name: Name) =>
    emulator.requests
      .filter(({ path }) => path.includes(policies[name]))
      .map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);
  const posts = (name: Name) => requests(name).filter((request) => request.startsWith("POST"));

  step("get 200 targets by one assign, and remove what else was there", async () => {
    await tenant.assign(collection, policies.everybody, [groupTarget(guid(999))]);
    await declare({
      everybody: Array.from({ length: 200 }, (_, n) => group(n)),
      few: [group(0), group(1), group(2)],
      filtered: [group(0), group(1)],
    });
    emulator.clearRequests();
    expect((await stack.up()).changes).toEqual({ everybody: "create", few: "create", filtered: "create" });
    expect(posts("everybody")).toEqual(["POST assign"]);
    expect(await groups("everybody")).toEqual(Array.from({ length: 200 }, (_, n) => guid(n)));
    const { assignments } = (await stack.outputs()) as { assignments: { assignmentId: string }[] };
    expect(new Set(assignments.map(({ assignmentId }) => assignmentId)).size).toBe(200);
  });

  step(
    "ask nothing in another order, swap one target by one assign, and carry filters through beta",
    async () => {
      const filter = { id: guid(42), type: "exclude" };
      await declare({
        everybody: Array.from({ length: 200 }, (_, n) => group(199 - n)),
        few: [group(0), group(1), group(500)],
        filtered: [group(0, { filter }), group(1)],
      });
      expect((await stack.up()).changes).toEqual({ everybody: "same", few: "update", filtered: "update" });
      expect(requests("everybody")).toEqual([]);

      expect(posts("few")).toEqual(["POST assign"]);
      expect(await groups("few")).toEqual([guid(0), guid(1), guid(500)]);

      const posted = emulator.requests.find(
        ({ method, path }) => method === "POST" && path.includes(policies.filtered),
      );
      expect(posted?.path).toMatch(/^\/beta\//);
      const assignments = await tenant.assignments(collection, policies.filtered);
      expect(assignments.find(({ target }) => target["groupId"] === guid(0))?.target).toMatchObject({
        deviceAndAppManagementAssignmentFilterId: guid(42),
        deviceAndAppManagementAssignmentFilterType: "exclude",
      });
    },
  );

  step("show a foreign addition as drift and remove it again", async () => {
    const own = await tenant.assignments(collection, policies.few);
    await tenant.assign(collection, policies.few, [...own, groupTarget(guid(777))]);
    const changes = { everybody: "same", few: "update", filtered: "same" };
    expect((await stack.refresh()).changes).toEqual(changes);
    expect((await stack.preview()).changes).toEqual(changes);
    expect((await stack.up()).changes).toEqual(changes);
    expect(await groups("few")).toEqual([guid(0), guid(1), guid(500)]);
  });

  step("leave nothing on destroy", async () => {
    expect((await stack.destroy()).changes).toEqual({
      everybody: "delete",
      few: "delete",
      filtered: "delete",
    });
    for (const name of Object.keys(policies) as Name[]) expect(await groups(name)).toEqual([]);
  });
});
