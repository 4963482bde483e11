import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { startGate } from "../support/gate";
import { type ProviderProcess, providerProcess } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";
import { until } from "../support/until";

const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;

let emulator: RunningEmulator;
let tenant: Tenant;
let policy: string;
beforeEach(async () => {
  emulator = await startEmulator({ service: "observed" });
  tenant = new Tenant(emulator.url);
  [policy] = (await tenant.policies("deviceCompliancePolicies")) as [string];
  emulator.clearRequests();
});
afterEach(() => emulator.close());

const inputs = (n: number, type = "groupAssignmentTarget", more: object = {}) => ({
  deviceCompliancePolicyId: policy,
  target: { type, groupId: guid(n), ...more },
});
/** A process that needs no trial of the documented verbs. */
const assigning = () => providerProcess(emulator.url, { "intune:writeRoute": "assign" });
/** A process that refuses at once what cannot stand: nothing else is on its way that could make room. */
const impatient = () =>
  providerProcess(emulator.url, {}, { delays: { confirmation: [0, 1, 2, 4, 8], conflict: 1 } });
const single = ({ resource }: ProviderProcess) => resource("DeviceCompliancePolicyAssignment");
const groups = () => tenant.groups("deviceCompliancePolicies", policy);
const requests = () =>
  emulator.requests.map(({ method, path, status }) => `${method} ${path.split("/").at(-1)} ${status}`);

describe("changes that wait for one policy", () => {
  it("are committed together: fifty creates cost one refused request and one assign", async () => {
    const { create } = single(providerProcess(emulator.url));
    const created = await Promise.all(Array.from({ length: 50 }, (_, n) => create(inputs(n))));
    expect(new Set(created.map(({ id }) => id)).size).toBe(50);
    expect(await groups()).toEqual(Array.from({ length: 50 }, (_, n) => guid(n)));
    const [writes, reads] = [/^POST/, /^GET/].map((method) =>
      requests().filter((request) => method.test(request)),
    );
    expect(writes).toEqual(["POST assignments 400", "POST assign 200"]);
    // One before the refused POST, which serves the commit if the machine is not too slow; one to confirm; the test's.
    expect([3, 4]).toContain(reads?.length);
  });

  it("each have their own outcome where one cannot stand", async () => {
    const { create } = single(impatient());
    const outcomes = await Promise.allSettled([
      create(inputs(1)),
      create(inputs(1, "exclusionGroupAssignmentTarget")),
      create(inputs(2)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const { reason } = outcomes[1] as PromiseRejectedResult;
    expect(reason.name).toBe("TargetConflictError");
    expect(reason.message).toContain(`the exclusion of group ${guid(1)} on compliance policy ${policy}`);
    expect(await groups()).toEqual([guid(1), guid(2)]);
  });

  it("wait for one that makes room, for as long as the engine has others to hand over", async () => {
    const [, elsewhere] = (await tenant.policies("deviceCompliancePolicies")) as [string, string];
    const gate = await startGate(emulator.url);
    onTestFinished(() => gate.close());
    const run = () =>
      single(
        providerProcess(
          gate.url,
          { "intune:writeRoute": "assign" },
          { delays: { confirmation: [0, 1, 2, 4, 8], conflict: 1 } },
        ),
      );
    const { create } = run();
    const including = await create(inputs(1));
    const excluding = await create(inputs(2, "exclusionGroupAssignmentTarget"));

    const next = run();
    const held = gate.hold(1, "before");
    const other = next.create({ ...inputs(3), deviceCompliancePolicyId: elsewhere });
    await held.reached;
    const first = next.update(including.id, including.outputs, inputs(2));
    // Far more than the time after which it is refused where nothing moves.
    for (let time = 0; time < 50; time++) await groups();
    const second = next.update(excluding.id, excluding.outputs, inputs(1, "exclusionGroupAssignmentTarget"));
    await Promise.all([first, second]);
    await held.release();
    await other;
    expect(await groups()).toEqual([guid(1), guid(2)]);
  });

  describe("in a batch whose time ends with that of its first", () => {
    // A pause that is longer than the first has left ends its time at once.
    const delays = { confirmation: [0, 60_000], conflict: 5_000 };
    const shortMs = 30_000;

    it("are written for the first as well, if it waits for one that makes room", async () => {
      const { id, outputs } = await single(assigning()).create(inputs(1));
      emulator.setFaults([{ method: "POST", times: 1, fault: { kind: "staleReads", reads: 1 } }]);
      const { create, update } = single(
        providerProcess(emulator.url, { "intune:writeRoute": "assign" }, { delays }),
      );
      const first = create(inputs(1, "exclusionGroupAssignmentTarget"), shortMs);
      await create(inputs(2));
      await update(id, outputs, inputs(3));
      await first;
      expect(await groups()).toEqual([1, 2, 3].map(guid));
    });

    it("count the first once, if it has failed before", async () => {
      emulator.configure({ service: "documented" });
      await tenant.assign("deviceCompliancePolicies", policy, [groupTarget(guid(9))]);
      const forbidden = { status: 403, body: { error: { code: "Forbidden", message: "Injected." } } };
      emulator.setFaults([
        { method: "POST", nth: 1, fault: { kind: "answer", ...forbidden } },
        { method: "POST", nth: 2, fault: { kind: "reset" } },
      ]);
      const { create } = single(providerProcess(emulator.url, {}, { delays: { ...delays, conflict: 1 } }));
      const first = create(inputs(1), shortMs);
      await Promise.all([expect(first).rejects.toThrow("Injected."), create(inputs(2))]);
      // It is told once nothing moves any more.
      await expect(create(inputs(9, "exclusionGroupAssignmentTarget"))).rejects.toThrow(
        "one group cannot be both included and excluded",
      );
    });
  });

  it("say that they may have been made, where nothing answers and nothing can be read", async () => {
    emulator.configure({ service: "documented" });
    const forbidden = { status: 403, body: { error: { code: "Forbidden", message: "Injected." } } };
    emulator.setFaults([
      { method: "POST", fault: { kind: "reset", when: "after" } },
      { method: "GET", nth: 2, fault: { kind: "answer", ...forbidden } },
    ]);
    const { create } = single(providerProcess(emulator.url));
    await expect(create(inputs(1))).rejects.toMatchObject({ name: "ResourceInitError" });
    emulator.setFaults([]);
    expect(await groups()).toEqual([guid(1)]);
  });

  it("each have their own outcome where the service rejects one target", async () => {
    // There are no filters, so the service refuses a target that names one.
    emulator.setState({ ...emulator.getState(), assignmentFilters: [] });
    const { create } = single(providerProcess(emulator.url));
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((n) =>
        create(inputs(n, undefined, n === 3 ? { filter: { id: guid(42), type: "include" } } : {})),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect((outcomes[2] as PromiseRejectedResult).reason.message).toContain("Scope Tags validation failed");
    expect(await groups()).toEqual([1, 2, 4, 5].map(guid));
  });

  it("exchange their targets although the service rejects one that came between them", async () => {
    emulator.setState({ ...emulator.getState(), assignmentFilters: [] });
    const first = single(assigning());
    const exclusion = (n: number) => inputs(n, "exclusionGroupAssignmentTarget");
    const [one, two] = await Promise.all([first.create(inputs(1)), first.create(exclusion(2))]);
    const { create, update } = single(assigning());
    const outcomes = await Promise.allSettled([
      update(one.id, one.outputs, inputs(2)),
      create(inputs(3, undefined, { filter: { id: guid(42), type: "include" } })),
      update(two.id, two.outputs, exclusion(1)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  describe("of which the service rejects one that takes the place of another", () => {
    const rejected = { filter: { id: guid(42), type: "include" } };
    const exclusion = (n: number) => inputs(n, "exclusionGroupAssignmentTarget");
    const targets = async () =>
      (await tenant.assignments("deviceCompliancePolicies", policy)).map(
        ({ target }) => `${target["@odata.type"]} ${target["groupId"]}`,
      );
    const kinds = {
      include: "#microsoft.graph.groupAssignmentTarget",
      exclude: "#microsoft.graph.exclusionGroupAssignmentTarget",
    };
    beforeEach(() => emulator.setState({ ...emulator.getState(), assignmentFilters: [] }));

    it("all say what the service says, if each needs the place of another", async () => {
      const first = single(assigning());
      const [one, two] = await Promise.all([first.create(inputs(1)), first.create(exclusion(2))]);
      const { update } = single(assigning());
      const outcomes = await Promise.allSettled([
        update(one.id, one.outputs, inputs(2, undefined, rejected)),
        update(two.id, two.outputs, exclusion(1)),
      ]);
      const said = {
        status: "rejected",
        reason: { message: expect.stringContaining("Scope Tags validation failed") },
      };
      expect(outcomes).toMatchObject([said, said]);
      expect(await targets()).toEqual([`${kinds.include} ${guid(1)}`, `${kinds.exclude} ${guid(2)}`]);
    });

    it("are done but for that one, if they do not need its place", async () => {
      const first = single(assigning());
      const [one, two, three] = await Promise.all([
        first.create(inputs(1)),
        first.create(exclusion(2)),
        first.create(inputs(3)),
      ]);
      const { update } = single(assigning());
      const outcomes = await Promise.allSettled([
        update(one.id, one.outputs, inputs(2, undefined, rejected)),
        update(two.id, two.outputs, exclusion(3)),
        update(three.id, three.outputs, inputs(4)),
      ]);
      expect(outcomes).toMatchObject([
        { status: "rejected", reason: { message: expect.stringContaining("Scope Tags validation failed") } },
        { status: "fulfilled" },
        { status: "fulfilled" },
      ]);
      expect((await targets()).sort()).toEqual([
        `${kinds.exclude} ${guid(3)}`,
        `${kinds.include} ${guid(1)}`,
        `${kinds.include} ${guid(4)}`,
      ]);
    });
  });

  it("that swap their targets end with both, whatever their order", async () => {
    const first = single(providerProcess(emulator.url));
    const [one, two] = await Promise.all([first.create(inputs(1)), first.create(inputs(2))]);
    const together = single(providerProcess(emulator.url));
    const [newOne, newTwo] = await Promise.all([
      together.update(one.id, one.outputs, inputs(2)),
      together.update(two.id, two.outputs, inputs(1)),
    ]);
    expect(await groups()).toEqual([guid(1), guid(2)]);

    const oneByOne = single(providerProcess(emulator.url));
    await oneByOne.update(one.id, newOne, inputs(1));
    await oneByOne.update(two.id, newTwo, inputs(2));
    expect(await groups()).toEqual([guid(1), guid(2)]);
  });
});

describe("the set of a policy", () => {
  it("is looked at again once in a run where the state has what it does not show", async () => {
    const { create } = single(assigning());
    const made = await Promise.all([1, 2, 3].map((n) => create(inputs(n))));
    await tenant.assign("deviceCompliancePolicies", policy, []);

    const next = single(impatient());
    const reads = [];
    for (const { id, outputs } of made) {
      emulator.clearRequests();
      await next.delete(id, outputs);
      reads.push(requests().length);
    }
    expect(reads[0]).toBe(5);
    // None while the reading is recent, which depends on the machine.
    for (const later of reads.slice(1)) expect([0, 1]).toContain(later);
  });

  it("is never without the old or the new target while one is changed", async () => {
    const { id, outputs } = await single(providerProcess(emulator.url)).create(inputs(1));
    emulator.clearRequests();
    await single(assigning()).update(id, outputs, inputs(2));
    expect(requests().filter((request) => request.startsWith("POST"))).toEqual(["POST assign 200"]);
    expect(await groups()).toEqual([guid(2)]);
  });

  it("keeps what a policy set assigned, and does not make it direct", async () => {
    const state = emulator.getState();
    const [first] = state.deviceCompliancePolicies;
    const ofPolicySet = {
      target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(70) },
      source: "policySets" as const,
      sourceId: guid(71),
    };
    emulator.setState({
      ...state,
      deviceCompliancePolicies: [{ ...first, id: policy, displayName: "x", assignments: [ofPolicySet] }],
    });
    const { id, outputs } = await single(providerProcess(emulator.url)).create(inputs(1));
    await single(providerProcess(emulator.url)).delete(id, outputs);
    const [kept, ...more] = await tenant.assignments("deviceCompliancePolicies", policy);
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ source: "policySets", sourceId: guid(71) });
  });

  it("is read again where another writer took the change away, and gets it again", async () => {
    const { create } = single(providerProcess(emulator.url, { "intune:settleSeconds": "0.3" }));
    const creating = create(inputs(1));
    // Another writer that read before and writes after the confirmation.
    await until("the assign is confirmed", () =>
      requests().join().includes("POST assign 200,GET assignments 200"),
    );
    await tenant.assign("deviceCompliancePolicies", policy, [groupTarget(guid(9))]);
    await creating;
    expect(await groups()).toEqual([guid(1), guid(9)]);
  });
});

describe("what others assigned", () => {
  const filtered = groupTarget(guid(1), {
    deviceAndAppManagementAssignmentFilterId: guid(42),
    deviceAndAppManagementAssignmentFilterType: "include",
  });

  it("is not changed to another filter, but named in an error", async () => {
    await tenant.assign("deviceCompliancePolicies", policy, [filtered]);
    const { create } = single(impatient());
    await expect(create(inputs(1))).rejects.toThrow(/assigned already, with another filter/);
    const other = { filter: { id: guid(43), type: "include" } };
    await expect(create(inputs(1, undefined, other))).rejects.toThrow(
      /assigned already, with another filter/,
    );
  });

  it("is adopted with the same filter, with one line to the user and without a write", async () => {
    await tenant.assign("deviceCompliancePolicies", policy, [filtered]);
    emulator.clearRequests();
    const provider = providerProcess(emulator.url);
    await single(provider).create(
      inputs(1, undefined, { filter: { id: guid(42).toUpperCase(), type: "include" } }),
    );
    expect(provider.notices).toEqual([
      `The assignment of group ${guid(1)} on compliance policy ${policy} exists already. This resource now manages it.`,
    ]);
    expect(requests()).toEqual(["GET assignments 200"]);
  });
});

describe("two resources of one deployment", () => {
  it("cannot claim the same target on the same policy", async () => {
    const { create } = single(providerProcess(emulator.url));
    await create(inputs(1));
    await expect(create(inputs(1))).rejects.toThrow(
      `Two resources of this deployment claim group ${guid(1)} on compliance policy ${policy}.`,
    );
  });

  it("can hand an assignment over: the delete of the first leaves it to the second", async () => {
    const { id, outputs } = await single(providerProcess(emulator.url)).create(inputs(1));
    const renamed = single(providerProcess(emulator.url));
    await renamed.create(inputs(1));
    await renamed.delete(id, outputs);
    expect(await groups()).toEqual([guid(1)]);
  });

  it("can hand assignments over to a whole set, and back", async () => {
    const before = await single(providerProcess(emulator.url)).create(inputs(1));
    const toSet = providerProcess(emulator.url);
    const set = { deviceCompliancePolicyId: policy, targets: [inputs(1).target, inputs(2).target] };
    const owned = await toSet.resource("DeviceCompliancePolicyAssignmentSet").create(set);
    await single(toSet).delete(before.id, before.outputs);
    expect(await groups()).toEqual([guid(1), guid(2)]);

    const back = providerProcess(emulator.url);
    await single(back).create(inputs(1));
    await back.resource("DeviceCompliancePolicyAssignmentSet").delete(owned.id, owned.outputs);
    expect(await groups()).toEqual([guid(1)]);
  });
});

describe("the route", () => {
  it.each([
    ["auto", 1],
    ["assign", 0],
  ])("%s sends %i refused requests per kind and process, and says so once", async (writeRoute, refused) => {
    const provider = providerProcess(emulator.url, { "intune:writeRoute": writeRoute });
    const { create } = single(provider);
    await Promise.all([1, 2, 3].map((n) => create(inputs(n))));
    await Promise.all([4, 5, 6].map((n) => create(inputs(n))));
    expect(emulator.requests.filter(({ status }) => status === 400)).toHaveLength(refused);
    expect(provider.notices).toHaveLength(refused);
    expect(await groups()).toEqual([1, 2, 3, 4, 5, 6].map(guid));
  });

  it("documented leaves the refusal to the user", async () => {
    const { create } = single(providerProcess(emulator.url, { "intune:writeRoute": "documented" }));
    await expect(create(inputs(1))).rejects.toThrow(/No (method match route template|OData route exists)/);
    expect(await groups()).toEqual([]);
  });

  it.each([
    ["DELETE", [2]],
    ["PATCH", [2, 3]],
  ] as const)(
    "changes to assign where the router takes a POST and then refuses a %s",
    async (method, left) => {
      emulator.configure({ service: "documented" });
      const { id, outputs } = await single(providerProcess(emulator.url)).create(inputs(1));
      const refusal = { code: "No method match route template", message: "No OData route exists." };
      emulator.setFaults([{ method, fault: { kind: "answer", status: 400, body: { error: refusal } } }]);
      const next = single(providerProcess(emulator.url));
      await next.create(inputs(2));
      if (method === "DELETE") await next.delete(id, outputs);
      else await next.update(id, outputs, inputs(3));
      expect(await groups()).toEqual(left.map(guid));
    },
  );
});
