import { afterEach, describe, expect, it } from "vitest";
import { type FaultRule, type RunningEmulator, startEmulator } from "../../emulator";
import { ResourceInitError } from "../../provider/lifecycle/lifecycle";
import { type ProcessOptions, providerProcess } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";
import { until } from "../support/until";

// Each of these has cost assignments once. They are told as an administrator would notice them.

const policy = "c0000000-0000-4000-8000-000000000001";
const collection = "deviceCompliancePolicies";
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const group = (n: number) => ({ type: "groupAssignmentTarget", groupId: guid(n) });
const inputs = (n: number) => ({ deviceCompliancePolicyId: policy, target: group(n) });
const quick: ProcessOptions = {
  graph: { backoff: { throttledMs: 3, brokenMs: 1, longestMs: 10 } },
  delays: { confirmation: [0, 1, 2, 4, 8, 16], conflict: 20 },
};

let emulator: RunningEmulator;
let tenant: Tenant;
afterEach(() => emulator.close());

async function start(service: "documented" | "observed", faults: readonly FaultRule[] = []): Promise<void> {
  emulator = await startEmulator({ service });
  tenant = new Tenant(emulator.url);
  emulator.setFaults([...faults]);
}

const single = (config: Record<string, string> = {}, options = quick) =>
  providerProcess(emulator.url, config, options).resource("DeviceCompliancePolicyAssignment");
const groups = () => tenant.groups(collection, policy);
const writes = () => emulator.requests.filter(({ method }) => method !== "GET");

describe.each(["documented", "observed"] as const)("on the %s service", (service) => {
  it("a read that goes back in time between two writes costs neither of them", async () => {
    await start(service);
    const { create } = single({ "intune:writeRoute": "assign" });
    await create(inputs(1));
    emulator.setFaults([{ method: "GET", nth: 1, fault: { kind: "staleReads", reads: 3, writes: 1 } }]);
    await create(inputs(2));
    await create(inputs(3));
    emulator.setFaults([]);
    expect(await groups()).toEqual([1, 2, 3].map(guid));
  });

  it("an unchanged resource keeps its assignment in a set that is built on reads that never show it", async () => {
    await start(service);
    const config = { "intune:writeRoute": "assign" };
    const ours = await single(config).create(inputs(1));
    const next = single(config);
    next.check(inputs(1));
    next.diff(ours.outputs, inputs(1));
    emulator.setFaults([{ method: "GET", nth: 1, fault: { kind: "staleReads", reads: 6, writes: 1 } }]);
    await next.create(inputs(2));
    emulator.setFaults([]);
    expect(await groups()).toEqual([1, 2].map(guid));
  });

  it("settleSeconds looks again after a documented verb as after an assign", async () => {
    await start(service);
    await single({ "intune:settleSeconds": "0.01" }).create(inputs(1));
    const last = writes().length;
    const reads = emulator.requests.slice(
      emulator.requests.findLastIndex(({ method }) => method !== "GET") + 1,
    );
    expect(last).toBeGreaterThan(0);
    expect(reads.length).toBeGreaterThan(service === "documented" ? 0 : 1);
  });

  it("a look after settleSeconds that fails keeps the resource, whose assignment is there", async () => {
    await start(service);
    const settling = () => single({ "intune:settleSeconds": "0.01" });
    await settling().create(inputs(1));
    const reads = emulator.requests.filter(({ method }) => method === "GET").length;
    const forbidden = {
      kind: "answer",
      status: 403,
      body: { error: { code: "Forbidden", message: "x" } },
    } as const;
    emulator.setFaults([{ method: "GET", nth: reads, fault: forbidden }]);
    await expect(settling().create(inputs(2))).rejects.toBeInstanceOf(ResourceInitError);
    expect(await groups()).toEqual([guid(1), guid(2)]);
  });

  it("a POST or assign that was answered 503 after its effect makes no second assignment", async () => {
    await start(service, [
      {
        method: "POST",
        path: service === "documented" ? "/deviceManagement/*/*/assignments" : "/deviceManagement/*/*/assign",
        nth: 1,
        fault: { kind: "answer", status: 503, body: "<html>Busy</html>", when: "after" },
      },
    ]);
    await single().create(inputs(1));
    expect(await groups()).toEqual([guid(1)]);
    const posts = writes().filter(({ path, status }) => path.endsWith("/assignments") && status < 300);
    expect(posts).toHaveLength(0);
  });

  it("a property that beta adds to a known type changes no identity and goes back as it came", async () => {
    await start(service);
    const { target } = groupTarget(guid(1), { addedLater: null });
    const state = emulator.getState();
    emulator.setState({
      ...state,
      deviceCompliancePolicies: [
        { id: policy, displayName: "x", assignments: [{ target, source: "direct", addedToo: [1] }] },
      ],
    });
    const created = await single({ "intune:writeRoute": "assign" }).create(inputs(1));
    await single({ "intune:writeRoute": "assign" }).create(inputs(2));
    const [first, ...more] = await tenant.assignments(collection, policy);
    expect(more).toHaveLength(1);
    expect(first).toMatchObject({ addedToo: [1], target: { addedLater: null } });
    const { read, diff } = single();
    const seen = await read(created.id, created.outputs);
    expect(diff(seen?.outputs ?? {}, inputs(1))).toEqual([]);
  });

  it("a destroy leaves the exclusion that an administrator made of our inclusion", async () => {
    await start(service);
    const { id, outputs } = await single().create(inputs(1));
    await tenant.assign(collection, policy, [
      { target: { "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget", groupId: guid(1) } },
    ]);
    await single().delete(id, outputs);
    const [exclusion, ...more] = await tenant.assignments(collection, policy);
    expect(more).toEqual([]);
    expect(exclusion).toMatchObject({
      target: { "@odata.type": expect.stringContaining("exclusionGroupAssignmentTarget") },
    });
  });

  it("a create that failed after its effect is found by the delete that follows it", async () => {
    await start(service, [{ method: "POST", fault: { kind: "reset", when: "after" } }]);
    const error: unknown = await single({ "intune:operationTimeout": "20s" })
      .create(inputs(1))
      .catch((thrown: unknown) => thrown);
    emulator.setFaults([]);
    // The documented POST is found by the read that follows; assign ends in doubt, and the engine keeps the resource.
    const kept =
      error instanceof ResourceInitError
        ? error
        : (error as { id: string; outputs: Record<string, unknown> });
    await single().delete(kept.id, kept.outputs);
    expect(await groups()).toEqual([]);
  });
});

it("an exchange whose other side comes while a read still shows the old set ends with both", async () => {
  emulator = await startEmulator({ service: "observed", latencyMs: 30 });
  tenant = new Tenant(emulator.url);
  const config = { "intune:writeRoute": "assign" };
  const first = single(config);
  const [one, two] = await Promise.all([first.create(inputs(1)), first.create(inputs(2))]);
  emulator.setFaults([{ method: "POST", nth: 1, fault: { kind: "staleReads", reads: 1 } }]);
  emulator.clearRequests();
  const { update } = single(config);
  const side = update(one.id, one.outputs, inputs(2));
  await until("the first assign is there", () => writes().length === 1);
  await Promise.all([side, update(two.id, two.outputs, inputs(1))]);
  expect(await groups()).toEqual([guid(1), guid(2)]);
});

it("a create that failed after its effect is deleted in a run that refreshes first", async () => {
  await start("observed", [
    { method: "POST", fault: { kind: "answer", status: 500, body: { error: { code: "x" } }, when: "after" } },
  ]);
  const failed: unknown = await single({ "intune:writeRoute": "assign" })
    .create(inputs(1))
    .catch((error: unknown) => error);
  emulator.setFaults([]);
  if (!(failed instanceof ResourceInitError)) expect.unreachable();
  const { read, delete: remove } = single();
  const found = await read(failed.id, failed.outputs);
  await remove(failed.id, found?.outputs ?? {});
  expect(await groups()).toEqual([]);
});

it("a target that an update with a 500 after its effect has freed is assigned again in the same run", async () => {
  await start("documented");
  const { id, outputs } = await single().create(inputs(1));
  const broken = { kind: "answer", status: 500, when: "after", body: { error: { code: "x" } } } as const;
  emulator.setFaults([{ method: "PATCH", fault: broken }]);
  const { update, create } = single();
  await expect(update(id, outputs, inputs(2))).rejects.toBeInstanceOf(ResourceInitError);
  await create(inputs(1));
  expect(await groups()).toEqual([guid(1), guid(2)]);
});

it("a group that stands there directly and by a policy set keeps both, whatever their ids", async () => {
  await start("observed");
  const id = `${policy}_${guid(9)}`;
  const { target } = groupTarget(guid(9));
  const state = emulator.getState();
  emulator.setState({
    ...state,
    deviceCompliancePolicies: [
      {
        id: policy,
        displayName: "x",
        assignments: [
          { target, id, source: "direct" },
          { target, id, source: "policySets", sourceId: guid(70) },
        ],
      },
    ],
  });
  await single().create(inputs(1));
  const [held] = emulator.getState().deviceCompliancePolicies;
  expect(held?.assignments.map(({ source }) => source).sort()).toEqual(["direct", "direct", "policySets"]);
});

it("says loudly that Graph has stored an exclusion as an inclusion", async () => {
  await start("observed");
  const [configuration] = (await tenant.policies("deviceEnrollmentConfigurations")) as [string];
  const target = { type: "exclusionGroupAssignmentTarget", groupId: guid(1) };
  const { create } = providerProcess(emulator.url, { "intune:writeRoute": "assign" }, quick).resource(
    "EnrollmentConfigurationAssignment",
  );
  // check refuses it; a service that does the same on another kind of policy would go unnoticed.
  await expect(create({ deviceEnrollmentConfigurationId: configuration, target })).rejects.toThrow(
    `THE POLICY NOW REACHES THE OPPOSITE: Graph shows group ${guid(1)}`,
  );
});

it("a pause between the read and the assign of a set with two pages is not waited out on the old set", async () => {
  emulator = await startEmulator({ service: "observed", pageSize: 1 });
  tenant = new Tenant(emulator.url);
  await tenant.assign(collection, policy, [groupTarget(guid(8)), groupTarget(guid(9))]);
  emulator.clearRequests();
  emulator.setFaults([
    {
      method: "POST",
      path: "/deviceManagement/*/*/assign",
      nth: 1,
      fault: {
        kind: "answer",
        status: 429,
        headers: { "retry-after": "1" },
        body: { error: { code: "TooManyRequests" } },
      },
    },
  ]);
  await single({ "intune:writeRoute": "assign" }).create(inputs(1));
  const kinds = emulator.requests.map(({ method, status }) => `${method} ${status}`);
  // After the refused assign, the set is read again before the next one.
  const refused = kinds.indexOf("POST 429");
  expect(kinds.slice(refused + 1, kinds.indexOf("POST 200"))).toContain("GET 200");
  const [held] = emulator.getState().deviceCompliancePolicies;
  expect(held?.assignments.map(({ target }) => target["groupId"]).sort()).toEqual([1, 8, 9].map(guid));
});
