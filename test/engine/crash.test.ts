import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { type Gate, startGate } from "../support/gate";
import { groupTarget, Tenant } from "../support/tenant";
import { type CrashPoint, pointsOf } from "./crashPoints";
import { doors } from "./harness/door";
import { providerProcessesOf } from "./harness/processes";
import type { Stack } from "./harness/stack";

const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const collection = "deviceCompliancePolicies";
/** The group of each assignment by its name in the program. */
type Declared = Readonly<Partial<Record<"bystander" | "subject", string>>>;
const bystander = { bystander: guid(1) };
/** What the program declares with the step, by what it declared before. */
const programs: Readonly<Record<CrashPoint["step"], (before: Declared) => Declared>> = {
  create: () => ({ ...bystander, subject: guid(2) }),
  update: ({ subject }) => ({ ...bystander, subject: subject === guid(2) ? guid(3) : guid(2) }),
  delete: () => bystander,
};

const worlds = doors.flatMap((door) =>
  (["documented", "observed"] as const)
    .map((service) => ({ door, name: door.name, service }))
    .filter(({ service }) => pointsOf(door.name, service).length > 0),
);

describe.skipIf(process.platform === "win32").each(worlds)(
  "$name: killed on the $service service",
  ({ door, service }) => {
    let emulator: RunningEmulator;
    let gate: Gate;
    let tenant: Tenant;
    let stack: Stack;
    let policy: string;
    let foreign: unknown;
    /** What the last test has left in the stack and in the tenant; undefined if it failed. */
    let left: Declared | undefined;

    beforeAll(async () => {
      emulator = await startEmulator({ service });
      gate = await startGate(emulator.url);
      tenant = new Tenant(emulator.url);
      [policy] = (await tenant.policies(collection)) as [string];
      const filter = {
        deviceAndAppManagementAssignmentFilterId: guid(9),
        deviceAndAppManagementAssignmentFilterType: "include",
      };
      await tenant.assign(collection, policy, [groupTarget(guid(901), filter)]);
      foreign = await ofOthers();
      left = {};
      stack = await door.create({
        config: { "intune:graphEndpoint": gate.url },
        secrets: { "intune:accessToken": "the-token-of-the-crashes" },
      });
    });
    afterAll(async () => {
      await gate.close();
      await emulator.close();
    });

    const declare = (program: Declared) =>
      door.declare(stack, {
        resources: Object.fromEntries(
          Object.entries(program).map(([name, groupId]) => [
            name,
            {
              className: "DeviceCompliancePolicyAssignment" as const,
              args: { deviceCompliancePolicyId: policy, target: { type: "groupAssignmentTarget", groupId } },
            },
          ]),
        ),
      });
    /** Brings the stack to where the step starts, if the last test has not left it there. Returns what it declares. */
    async function prepare(step: CrashPoint["step"]): Promise<Declared> {
      const needed = step === "create" ? bystander : { ...bystander, subject: guid(2) };
      const before = left;
      left = undefined;
      if (before !== undefined && String(Object.keys(before)) === String(Object.keys(needed))) return before;
      await declare(needed);
      await stack.up();
      return needed;
    }
    const assignments = () => tenant.assignments(collection, policy);
    const ofOthers = async () =>
      (await assignments()).filter(({ target }) => target["groupId"] === guid(901));
    const ours = async () => (await tenant.groups(collection, policy)).filter((group) => group !== guid(901));

    /** Runs the step, kills its victim while the point's request is under way, and waits until both are over. */
    async function crash({ nth, effect, victim }: CrashPoint): Promise<void> {
      const held = gate.hold(nth, effect === "before the kill" ? "after" : "before");
      const operation = stack.start("up", { expectFailure: true });
      await Promise.race([
        held.reached,
        operation.result.then(() => expect.fail(`the step sends fewer than ${nth} requests`)),
      ]);
      if (victim === "CLI") operation.kill("SIGKILL");
      else for (const pid of await providerProcessesOf(operation.pid ?? 0)) process.kill(pid, "SIGKILL");
      await operation.result;
      await held.release();
    }

    it.each(pointsOf(door.name, service))(
      "$step: the $victim dies at request $nth ($request), which takes effect $effect",
      async (point) => {
        const after = programs[point.step](await prepare(point.step));
        await declare(after);
        await crash(point);

        // What a user does: `pulumi cancel` lets go of the lock that a killed CLI leaves.
        if (point.victim === "CLI") await stack.cancel();
        await stack.up();
        expect(await ours()).toEqual(Object.values(after).sort());
        expect(await ofOthers()).toEqual(foreign);

        // Nothing is left over: neither in the state nor in Graph. The engine keeps a create that was interrupted
        // until it is told that somebody has looked.
        const { changes } = await stack.refresh({ args: ["--clear-pending-creates"] });
        expect(new Set(Object.values(changes))).toEqual(new Set(["same"]));
        const { resources, pendingOperations } = await stack.exportState();
        expect(pendingOperations).toEqual([]);
        expect(Object.keys(resources).sort()).toEqual(Object.keys(after).sort());
        left = after;
      },
    );

    it("leaves only what is of others after destroy", async () => {
      await prepare("delete");
      await stack.destroy();
      expect(await assignments()).toEqual(foreign);
      left = {};
    });
  },
);
