import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../../emulator";
import { handler } from "../../provider";
import type { Lifecycle } from "../../provider/lifecycle/lifecycle";
import { startGate } from "../support/gate";
import { providerProcess } from "../support/providerProcess";

// What docs/performance.md promises of requests, and of what is asked for every resource. A count that gets worse
// fails here.

const policyId = (n: number) => `c0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const groupId = (n: number) => `a0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const group = (n: number) => ({ type: "groupAssignmentTarget", groupId: groupId(n) });
const inputs = (n: number, policies: number) => ({
  deviceCompliancePolicyId: policyId(n % policies),
  target: group(n),
});

let emulator: RunningEmulator;
afterEach(() => emulator?.close());

async function start(policies: number, options: EmulatorOptions): Promise<void> {
  const deviceCompliancePolicies = Array.from({ length: policies }, (_, n) => ({
    id: policyId(n),
    displayName: `Policy ${n}`,
  }));
  emulator = await startEmulator({ ...options, state: { deviceCompliancePolicies } });
}

/** A new process of the engine. */
const single = () => providerProcess(emulator.url).resource("DeviceCompliancePolicyAssignment");
const set = () => providerProcess(emulator.url).resource("DeviceCompliancePolicyAssignmentSet");

/** The requests since it was last asked. */
function taken() {
  const count = (is: (request: RunningEmulator["requests"][number]) => boolean) =>
    emulator.requests.filter(is).length;
  const counts = {
    reads: count(({ method }) => method === "GET"),
    assigns: count(({ path }) => path.endsWith("/assign")),
    singleWrites: count(
      ({ method, path, status }) => method !== "GET" && !path.endsWith("/assign") && status < 300,
    ),
    refused: count(({ status }) => status >= 400),
  };
  emulator.clearRequests();
  return counts;
}

/** Creates `n` assignments that take turns on the policies, so many at a time. */
async function createAll({ create }: Lifecycle, n: number, policies: number, inFlight: number) {
  const made: Awaited<ReturnType<Lifecycle["create"]>>[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < n; index = next++) made.push(await create(inputs(index, policies)));
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return made;
}

describe("creating with the observed behavior", () => {
  // A reading serves while it is young. The clock stands still, so a slow machine takes no read more.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  it("takes three requests per policy when all are in flight together, and one that is refused", async () => {
    await start(10, { service: "observed" });
    await createAll(single(), 100, 10, 100);
    expect(taken()).toEqual({ reads: 20, assigns: 10, singleWrites: 0, refused: 1 });
  });

  it("takes two requests per assignment when policies take turns, since one read confirms and begins", async () => {
    await start(10, { service: "observed" });
    await createAll(single(), 60, 10, 8);
    const { reads, assigns, refused } = taken();
    expect({ assigns, refused }).toEqual({ assigns: 60, refused: 1 });
    expect(reads).toBeLessThanOrEqual(60 + 10);
  });

  it("takes two where a round trip takes longer than the half second that is always allowed", async () => {
    await start(2, { service: "observed" });
    const gate = await startGate(emulator.url, () => vi.advanceTimersByTime(200));
    onTestFinished(() => gate.close());
    // The other policy's commit passes before the same policy's turn: three round trips.
    await createAll(providerProcess(gate.url).resource("DeviceCompliancePolicyAssignment"), 6, 2, 1);
    expect(taken()).toEqual({ reads: 6 + 2, assigns: 6, singleWrites: 0, refused: 1 });
  });
});

describe("creating with settleSeconds", () => {
  it("takes a read of its own for each commit with settleSeconds, because others write too", async () => {
    await start(1, { service: "observed" });
    const config = { "intune:settleSeconds": "0.01", "intune:writeRoute": "assign" };
    const { create } = providerProcess(emulator.url, config).resource("DeviceCompliancePolicyAssignment");
    for (const n of [0, 1, 2]) await create(inputs(n, 1));
    expect(taken()).toEqual({ reads: 9, assigns: 3, singleWrites: 0, refused: 0 });
  });
});

describe("with the documented behavior", () => {
  it("creating takes one write per assignment and one read per policy", async () => {
    await start(10, { service: "documented" });
    await createAll(single(), 100, 10, 8);
    expect(taken()).toEqual({ reads: 10, assigns: 0, singleWrites: 100, refused: 0 });
  });
});

describe.each([1, 8, 64])("refreshing with %i in flight", (inFlight) => {
  it("reads each page of each policy once", async () => {
    await start(5, { service: "observed", pageSize: 4 });
    const made = await createAll(single(), 50, 5, 50);
    taken();
    const { read } = single();
    const queue = [...made];
    const worker = async () => {
      for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
        expect(await read(one.id, one.outputs)).toMatchObject({ outputs: one.outputs });
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    // Ten assignments on a policy are three pages of four.
    expect(taken()).toEqual({ reads: 15, assigns: 0, singleWrites: 0, refused: 0 });
  });
});

describe("deleting with the observed behavior", () => {
  it("takes three requests per policy when all are in flight together", async () => {
    await start(10, { service: "observed" });
    const made = await createAll(single(), 100, 10, 100);
    taken();
    const process = single();
    await Promise.all(made.map(({ id, outputs }) => process.delete(id, outputs)));
    expect(taken()).toMatchObject({ assigns: 10, singleWrites: 0, refused: 1 });
  });
});

describe("a set of 1,000 targets", () => {
  it("takes one assign to create and to change, and reads each page once before and once after", async () => {
    await start(1, { service: "observed", pageSize: 300 });
    const targets = Array.from({ length: 1_000 }, (_, n) => group(n));
    const declared = { deviceCompliancePolicyId: policyId(0), targets };
    const { id, outputs } = await set().create(declared);
    expect(taken()).toEqual({ reads: 1 + 4, assigns: 1, singleWrites: 0, refused: 0 });

    const changed = { ...declared, targets: [group(1_000), ...targets.slice(1)] };
    const updated = await set().update(id, outputs, changed);
    expect(taken()).toEqual({ reads: 4 + 4, assigns: 1, singleWrites: 0, refused: 0 });

    await set().read(id, updated);
    expect(taken()).toEqual({ reads: 4, assigns: 0, singleWrites: 0, refused: 0 });
  });
});

describe("a handler", () => {
  it("reads its settings once, however many resources it checks", async () => {
    const asked: string[] = [];
    const { configure, check } = handler("DeviceCompliancePolicyAssignment");
    await configure({ config: { get: (key) => void asked.push(key) } });
    for (const n of [0, 1, 2]) expect((await check({}, inputs(n, 1))).failures).toEqual([]);
    expect(asked).toContain("intune:accessToken");
    expect(asked.length).toBe(new Set(asked).size);
  });
});
