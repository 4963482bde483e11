import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startEmulator } from "../../emulator";
import { SingleVerbs } from "../../provider/assignments/singleVerbs";
import { Operation } from "../../provider/graph/operation";
import { providerProcess } from "../support/providerProcess";
import { Tenant } from "../support/tenant";

const collection = "deviceCompliancePolicies";
const policy = "c0000000-0000-4000-8000-000000000001";
const filterId = "f0000000-0000-4000-8000-000000000001";
const group = (n: number) => `a0000000-0000-4000-8000-00000000000${n}`;
const inputs = (n: number, filter?: { id: string; type: string }) => ({
  deviceCompliancePolicyId: policy,
  target: { type: "groupAssignmentTarget", groupId: group(n), ...(filter && { filter }) },
});
const filtered = (n: number) => inputs(n, { id: filterId, type: "include" });

async function setUp() {
  const emulator = await startEmulator({ service: "observed" });
  onTestFinished(() => emulator.close());
  const tenant = new Tenant(emulator.url);
  const options = { delays: { confirmation: [0, 1, 2, 4, 8, 16], conflict: 20 } };
  return {
    /** One run of the engine. */
    run: (config: Record<string, string> = {}) =>
      providerProcess(emulator.url, { "intune:writeRoute": "assign", ...config }, options).resource(
        "DeviceCompliancePolicyAssignment",
      ),
    /** The next reads show the set as it was some writes ago. */
    lag: (reads: number, writes: number) =>
      emulator.setFaults([{ method: "GET", nth: 1, fault: { kind: "staleReads", reads, writes } }]),
    assigned: async () => {
      emulator.setFaults([]);
      const assignments = await tenant.assignments(collection, policy);
      return assignments
        .map(({ target }) => {
          const filter = target["deviceAndAppManagementAssignmentFilterId"];
          return `${target["groupId"]}${filter === filterId ? " with the filter" : ""}`;
        })
        .sort();
    },
  };
}

// The look for what a killed run has removed meets a read that is older than what this run has found or done.
describe("a look for what the state has goes back before this run", () => {
  it("and does not bring back what this run has removed", async () => {
    const { run, lag, assigned } = await setUp();
    const one = await run().create(inputs(1));
    const two = await run().create(inputs(2));
    await run().delete(two.id, two.outputs);
    const next = run();
    await next.delete(one.id, one.outputs);
    lag(1, 2);
    await next.delete(two.id, two.outputs);
    expect(await assigned()).toEqual([]);
  });

  it("and does not bring back the filter of a target that this run has found without it", async () => {
    const { run, lag, assigned } = await setUp();
    const one = await run().create(filtered(1));
    const two = await run().create(inputs(2));
    const killed = run();
    await killed.update(one.id, one.outputs, inputs(1));
    await killed.delete(two.id, two.outputs);
    const next = run();
    await next.update(one.id, one.outputs, inputs(1));
    lag(1, 2);
    await next.delete(two.id, two.outputs);
    expect(await assigned()).toEqual([group(1)]);
  });
});

describe("a read shows an unchanged target with the filter that the run before has changed", () => {
  async function changed() {
    const world = await setUp();
    const { id, outputs } = await world.run().create(filtered(1));
    return { ...world, id, outputs: await world.run().update(id, outputs, inputs(1)), next: world.run() };
  }

  it("and a new assignment does not bring the filter back", async () => {
    const { next, outputs, lag, assigned } = await changed();
    next.check(inputs(1));
    expect(next.diff(outputs, inputs(1))).toEqual([]);
    lag(2, 1);
    await next.create(inputs(2));
    expect(await assigned()).toEqual([group(1), group(2)]);
  });

  it("and the target is written again if it is registered after a new assignment", async () => {
    const { next, id, outputs, lag, assigned } = await changed();
    lag(1, 1);
    await next.create(inputs(2));
    next.check(inputs(1));
    expect(next.diff(outputs, inputs(1))).toEqual([{ path: "target", kind: "update" }]);
    await next.update(id, outputs, inputs(1));
    expect(await assigned()).toEqual([group(1), group(2)]);
  });
});

describe("a read shows what the state has, and the next read is from before it", () => {
  // With this setting, each change reads the policy.
  const settling = { "intune:settleSeconds": "0.01" };

  it("and a delete still finds it", async () => {
    const { run, lag, assigned } = await setUp();
    await run().create(inputs(1));
    const two = await run().create(inputs(2));
    const next = run(settling);
    await next.create(inputs(1));
    lag(1, 1);
    await next.delete(two.id, two.outputs);
    expect(await assigned()).toEqual([group(1)]);
  });

  it("and a delete still finds it if the service was slow to refuse the documented verb", async () => {
    const { run, lag, assigned } = await setUp();
    await run().create(inputs(1));
    const two = await run().create(inputs(2));
    vi.useFakeTimers({ toFake: ["performance"] });
    vi.spyOn(Operation.prototype, "sleep").mockImplementation(async (ms) => void vi.advanceTimersByTime(ms));
    const { send } = SingleVerbs.prototype;
    vi.spyOn(SingleVerbs.prototype, "send").mockImplementation(async function (this: SingleVerbs, ...args) {
      const outcome = await send.apply(this, args);
      vi.advanceTimersByTime(501);
      return outcome;
    });
    onTestFinished(() => {
      vi.restoreAllMocks();
      vi.useRealTimers();
    });
    const next = run({ "intune:writeRoute": "auto" });
    await next.create(inputs(1));
    lag(1, 1);
    await next.delete(two.id, two.outputs);
    expect(await assigned()).toEqual([group(1)]);
  });
});
