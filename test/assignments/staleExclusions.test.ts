import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FaultRule, type RunningEmulator, startEmulator } from "../../emulator";
import type { Target } from "../../provider/target";
import { type ProcessOptions, providerProcess } from "../support/providerProcess";

// Policies of managed apps show their exclusions only now and then for minutes after a write (azitc-ac/intune-tools). A set
// that is built on such a read must not lose them, whoever made them.

const collection = "iosManagedAppProtections";
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const including = (n: number): Target => ({ type: "groupAssignmentTarget", groupId: guid(n) });
const excluding = (n: number): Target => ({ type: "exclusionGroupAssignmentTarget", groupId: guid(n) });
const quick: ProcessOptions = {
  graph: { backoff: { throttledMs: 3, brokenMs: 1, longestMs: 10 } },
  delays: {
    confirmation: [0, 1, 2, 4, 8],
    lateConfirmation: Array(40).fill(1),
    unsettled: [1, 1, 1],
    conflict: 20,
  },
};

let emulator: RunningEmulator;
beforeEach(async () => {
  emulator = await startEmulator({ service: "observed" });
});
afterEach(() => emulator.close());

/** The resources of one run. */
const run = (config = {}) => providerProcess(emulator.url, config, quick);
const single = ({ resource } = run()) => resource("PolicyAssignment");
const policy = () => emulator.getState()[collection][0]?.id ?? "";
const inputs = (target: Target) => ({ policyType: collection, policyId: policy(), target });
const truth = () =>
  emulator
    .getState()
    [collection][0]?.assignments.map(
      ({ target }) =>
        `${target["@odata.type"] === "#microsoft.graph.groupAssignmentTarget" ? "" : "not "}${Number(String(target["groupId"]).slice(-3))}`,
    )
    .sort();
const stale = (writes: number, rule: Partial<FaultRule> = {}) =>
  emulator.setFaults([
    { method: "GET", path: "**/assignments", ...rule, fault: { kind: "staleExclusions", writes } },
  ]);
/** Somebody else makes this the whole set. */
async function somebodyAssigns(...targets: readonly Target[]): Promise<void> {
  const assignments = targets.map(({ type, ...more }) => ({
    target: { "@odata.type": `#microsoft.graph.${type}`, ...more },
  }));
  const path = `${emulator.url}/beta/deviceAppManagement/${collection}/${policy()}/assign`;
  const headers = { authorization: "Bearer an-administrator", "content-type": "application/json" };
  await fetch(path, { method: "POST", headers, body: JSON.stringify({ assignments }) });
}

describe("an exclusion that reads do not show", () => {
  it("of the run before stays, if another target is assigned", async () => {
    const ours = await single().create(inputs(excluding(1)));
    stale(31);
    const next = single();
    next.check(inputs(excluding(1)));
    next.diff(ours.outputs, inputs(excluding(1)));
    await next.create(inputs(including(2)));
    expect(truth()).toEqual(["2", "not 1"]);
  });

  it("of the run before is removed, if its resource is deleted", async () => {
    const ours = await single().create(inputs(excluding(1)));
    await single().create(inputs(including(2)));
    stale(31);
    await single().delete(ours.id, ours.outputs);
    expect(truth()).toEqual(["2"]);
  });

  it("of the run before is removed, if its resource includes another group", async () => {
    const ours = await single().create(inputs(excluding(1)));
    stale(31);
    await single().update(ours.id, ours.outputs, inputs(including(2)));
    expect(truth()).toEqual(["2"]);
  });

  it("of somebody else stays, if this run has seen it and sent it back", async () => {
    await somebodyAssigns(excluding(9));
    const { create } = single();
    await create(inputs(including(1)));
    stale(31);
    await create(inputs(including(2)));
    await create(inputs(including(3)));
    expect(truth()).toEqual(["1", "2", "3", "not 9"]);
  });

  it("of somebody else goes, if somebody takes it away after the last write of this run", async () => {
    await somebodyAssigns(excluding(9));
    await single().create(inputs(including(1)));
    await somebodyAssigns(including(1));
    await single().create(inputs(including(2)));
    expect(truth()).toEqual(["1", "2"]);
  });

  it("is confirmed by a later read", async () => {
    stale(1, { times: 30 });
    await single().create(inputs(excluding(1)));
    expect(truth()).toEqual(["not 1"]);
  });

  it("stays in the state, if a later read of a refresh shows it", async () => {
    const ours = await single().create(inputs(excluding(1)));
    const set = await run()
      .resource("PolicyAssignmentSet")
      .read(policy(), {
        policyType: collection,
        policyId: policy(),
        targets: [excluding(1)],
        assignments: [],
      });
    stale(1, { times: 30 });
    expect(await single().read(ours.id, ours.outputs)).toMatchObject({ outputs: ours.outputs });
    stale(1, { times: 30 });
    expect(
      await run()
        .resource("PolicyAssignmentSet")
        .read(policy(), set?.outputs ?? {}),
    ).toEqual(set);
  });

  it("leaves the state, if it is gone", async () => {
    const ours = await single().create(inputs(excluding(1)));
    await somebodyAssigns();
    expect(await single().read(ours.id, ours.outputs)).toBeUndefined();
  });

  it("is not written again after settleSeconds, if a later read shows it", async () => {
    const { create } = single(run({ "intune:settleSeconds": "0.01" }));
    // The second read confirms the write.
    stale(1, { nth: 3 });
    await create(inputs(excluding(1)));
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it("is written again after settleSeconds, if somebody has taken it away", async () => {
    const { create } = single(run({ "intune:settleSeconds": "0.01" }));
    emulator.setFaults([
      { method: "GET", nth: 3, fault: { kind: "foreignWriter", remove: "all", when: "before" } },
    ]);
    await create(inputs(excluding(1)));
    expect(truth()).toEqual(["not 1"]);
  });

  it("stays after a write that no read has confirmed", async () => {
    const { create } = single();
    stale(31);
    await expect(create(inputs(excluding(1)))).rejects.toThrow("does not show the exclusion of group");
    await create(inputs(including(2)));
    expect(truth()).toEqual(["2", "not 1"]);
  });

  it.each([1, 2, 3, 4, 5])(
    "is never lost and never left behind, if it shows only now and then (seed %i)",
    async (seed) => {
      await somebodyAssigns(including(8), excluding(9));
      const made = [];
      const first = single();
      await first.create(inputs(including(1)));
      stale(2, { probability: 0.85, seed });
      for (const target of [excluding(2), including(3), excluding(4)])
        made.push(await first.create(inputs(target)));
      expect(truth()).toEqual(["1", "3", "8", "not 2", "not 4", "not 9"]);

      const second = single();
      for (const one of made.slice(0, 2)) {
        const declared = inputs(one.outputs["target"] as Target);
        second.check(declared);
        second.diff(one.outputs, declared);
      }
      await second.create(inputs(including(5)));
      const last = made[2];
      if (last !== undefined) await second.delete(last.id, last.outputs);
      expect(truth()?.filter((target) => target !== "not 9")).toEqual(["1", "3", "5", "8", "not 2"]);
    },
  );
});

describe("an assign that the service refuses for a moment after a change", () => {
  const refusal = (status: number, code: string): FaultRule => ({
    method: "POST",
    path: "**/assign",
    // One for v1.0 and one for beta.
    times: 2,
    fault: { kind: "answer", status, body: { error: { code, message: "Shortly after a change." } } },
  });

  it.each([
    [412, "ConditionNotMet"],
    [404, "ResourceNotFound"],
  ])("is sent again after %i %s", async (status, code) => {
    emulator.setFaults([refusal(status, code)]);
    await single().create(inputs(including(1)));
    expect(truth()).toEqual(["1"]);
  });

  it("fails, if the service does not stop refusing it", async () => {
    emulator.setFaults([{ ...refusal(412, "ConditionNotMet"), times: 99 }]);
    await expect(single().create(inputs(including(1)))).rejects.toMatchObject({ name: "ConflictError" });
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(4);
  });
});
