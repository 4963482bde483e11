import { beforeEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { configuredHandler } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";

// A program that calls `get` reads what exists by its id. It may name some inputs, or none.

const collection = "deviceCompliancePolicies";
const id = "c0000000-0000-4000-8000-000000000001";
const group = (n: number) => `a0000000-0000-4000-8000-00000000000${n}`;
const ring = "d0000000-0000-4000-8000-000000000001";
const to = (n: number) => ({ type: "groupAssignmentTarget", groupId: group(n) });

let emulator: RunningEmulator;
let tenant: Tenant;
let assignmentIds: string[];
beforeEach(async () => {
  emulator = await startEmulator({ service: "observed" });
  const ringPolicy = { id: ring, displayName: "Ring", assignments: [] };
  emulator.setState({ ...emulator.getState(), deviceConfigurations: [ringPolicy] });
  tenant = new Tenant(emulator.url);
  await tenant.assign(
    collection,
    id,
    [1, 2].map((n) => groupTarget(group(n))),
  );
  assignmentIds = (await tenant.assignments(collection, id)).map((entry) => entry.id);
  return () => emulator.close();
});

const resource = (className: string) => configuredHandler(className, emulator.url);

describe("get of a set", () => {
  it.each([
    ["DeviceCompliancePolicyAssignmentSet", id, {}],
    ["DeviceCompliancePolicyAssignmentSet", id, { targets: [to(2)] }],
    ["PolicyAssignmentSet", `deviceConfigurations/${ring}`, { targets: [] }],
  ])("of the class %s reads the policy of the id %s with %j", async (className, setId, given) => {
    const { props } = await (await resource(className)).read(setId, given);
    const policyId = setId.split("/").at(-1);
    expect(Object.values(props ?? {})).toContain(policyId);
  });

  it("says so if there is no such policy", async () => {
    const gone = id.replace("1", "9");
    const reading = (await resource("DeviceCompliancePolicyAssignmentSet")).read(gone, {});
    await expect(reading).rejects.toThrow(`There is no policy with the id ${gone}.`);
  });
});

it("get of one assignment shows one, if an inclusion and an exclusion have its id", async () => {
  const value = ["groupAssignmentTarget", "exclusionGroupAssignmentTarget"].map((type, index) => ({
    id: "shared",
    target: { "@odata.type": `#microsoft.graph.${type}`, groupId: group(index + 1) },
  }));
  emulator.setFaults([{ method: "GET", fault: { kind: "answer", status: 200, body: { value } } }]);
  const { props } = await (await resource("DeviceCompliancePolicyAssignment")).read(`${id}/shared`, {});
  expect(props).toEqual({ deviceCompliancePolicyId: id, assignmentId: "shared", target: to(1) });
});

describe("what a resource managed and get now reads", () => {
  it("stays when the resource is deleted in its name", async () => {
    const single = await resource("DeviceCompliancePolicyAssignment");
    await single.read(`${id}/${assignmentIds[0]}`, {});
    const olds = { deviceCompliancePolicyId: id, target: to(1), assignmentId: assignmentIds[0] };
    await single.delete(`${id}/${assignmentIds[0]}`, olds);
    expect(await tenant.groups(collection, id)).toEqual([1, 2].map(group));
  });

  it("stays as a set, too", async () => {
    const set = await resource("DeviceCompliancePolicyAssignmentSet");
    await set.read(id, {});
    const olds = { deviceCompliancePolicyId: id, targets: [1, 2].map(to), assignments: [] };
    await set.delete(id, olds);
    expect(await tenant.groups(collection, id)).toEqual([1, 2].map(group));
  });
});
