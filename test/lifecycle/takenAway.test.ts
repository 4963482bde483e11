import { beforeEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { startGate } from "../support/gate";
import { configuredHandler } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";

// Two resources of the state have the same target, as after a create of which nobody knew whether it took effect. The
// program moves one of them to another group.

const deviceCompliancePolicyId = "c0000000-0000-4000-8000-000000000001";
const group = (n: number) => `a0000000-0000-4000-8000-00000000000${n}`;
const to = (n: number) => ({ type: "groupAssignmentTarget", groupId: group(n) });

describe.each(["documented", "observed"] as const)("on the %s service,", (service) => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  let ids: string[];
  beforeEach(async () => {
    emulator = await startEmulator({ service });
    tenant = new Tenant(emulator.url);
    await tenant.assign("deviceCompliancePolicies", deviceCompliancePolicyId, [
      groupTarget(group(1)),
      groupTarget(group(3)),
    ]);
    ids = (await tenant.assignments("deviceCompliancePolicies", deviceCompliancePolicyId)).map(
      ({ id }) => id,
    );
    return () => emulator.close();
  });
  const groups = () => tenant.groups("deviceCompliancePolicies", deviceCompliancePolicyId);

  const resource = (className: string, url = emulator.url) =>
    configuredHandler(className, url, { "intune:retryPause": "1ms" });
  const single = (n: number) => ({ deviceCompliancePolicyId, target: to(n), __provider: "the string" });
  const whole = (...groups: number[]) => ({
    deviceCompliancePolicyId,
    targets: groups.map(to),
    __provider: "the string",
  });
  const idOf = (n: number) => `${deviceCompliancePolicyId}/${ids[n]}`;

  /** A resource of the program, after the engine has checked it. */
  async function declared(className: string, inputs: Record<string, unknown>, url = emulator.url) {
    const handler = await resource(className, url);
    expect((await handler.check({}, inputs)).failures).toEqual([]);
    return handler;
  }

  /** Moves an assignment from the first group to the second one. */
  async function move(): Promise<void> {
    const moved = await resource("DeviceCompliancePolicyAssignment");
    const olds = { ...single(1), assignmentId: ids[0] };
    expect(await moved.diff(idOf(0), olds, single(2))).toEqual({ replaces: [] });
    await moved.update(idOf(0), olds, single(2));
    expect(await groups()).toEqual([group(2), group(3)]);
  }

  it("an unchanged assignment whose target this run has taken away says that it changes, and is put back", async () => {
    await move();
    const unchanged = await declared("DeviceCompliancePolicyAssignment", single(1));
    const olds = { ...single(1), assignmentId: ids[0] };
    // The engine, which compares the inputs, would find nothing.
    expect(await unchanged.diff(idOf(0), olds, single(1))).toEqual({ changes: true, replaces: [] });
    await unchanged.update(idOf(0), olds, single(1));
    expect(await groups()).toEqual([group(1), group(2), group(3)]);
  });

  it("an unchanged whole set says so too", async () => {
    await move();
    const unchanged = await declared("DeviceCompliancePolicyAssignmentSet", whole(1, 3));
    const olds = { ...whole(1, 3), assignments: [] };
    const diff = await unchanged.diff(deviceCompliancePolicyId, olds, whole(1, 3));
    expect(diff).toEqual({ changes: true, replaces: [] });
  });

  it("an unchanged assignment of which nothing was taken away does not", async () => {
    await move();
    const unchanged = await declared("DeviceCompliancePolicyAssignment", single(3));
    const olds = { ...single(3), assignmentId: ids[1] };
    expect(await unchanged.diff(idOf(1), olds, single(3))).toEqual({ changes: false, replaces: [] });
  });

  it("an assignment that a refresh compares, and that the program does not declare, is not kept", async () => {
    const olds = { ...single(1), assignmentId: ids[0] };
    const refreshed = await resource("DeviceCompliancePolicyAssignment");
    const read = await refreshed.read(idOf(0), olds);
    expect(await refreshed.diff(idOf(0), olds, { ...read.inputs, __provider: "the string" })).toEqual({
      changes: false,
      replaces: [],
    });
    await refreshed.delete(idOf(0), olds);
    expect(await groups()).toEqual([group(3)]);
  });

  // The engine asks for the difference while the change is under way: each of its requests is held back once.
  it.each([1, 2, 3, 4].flatMap((nth) => (["before", "after"] as const).map((when) => ({ nth, when }))))(
    "an unchanged assignment that is registered $when request $nth of the change is there in the end",
    async ({ nth, when }) => {
      const gate = await startGate(emulator.url);
      const moved = await resource("DeviceCompliancePolicyAssignment", gate.url);
      const olds = { ...single(1), assignmentId: ids[0] };
      const held = gate.hold(nth, when);
      const update = moved.update(idOf(0), olds, single(2));
      await Promise.race([held.reached, update]);

      const unchanged = await declared("DeviceCompliancePolicyAssignment", single(1), gate.url);
      const { changes } = await unchanged.diff(idOf(0), olds, single(1));
      const putBack = changes && unchanged.update(idOf(0), olds, single(1));
      void held.release();
      await Promise.all([update, putBack]);
      expect(await groups()).toEqual([group(1), group(2), group(3)]);
      await gate.close();
    },
  );
});
