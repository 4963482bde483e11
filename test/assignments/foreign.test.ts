import { afterEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import type { Lifecycle } from "../../provider/lifecycle/lifecycle";
import { providerProcess } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";

const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const filter = (id: number, type: string) => ({
  deviceAndAppManagementAssignmentFilterId: guid(id),
  deviceAndAppManagementAssignmentFilterType: type,
});

const future = { "@odata.type": "#microsoft.graph.futureTarget", weight: 3.5, rules: [{ a: null }] };
/** A service that knows a type of target which nobody else knows yet. */
const state = {
  deviceCompliancePolicies: [
    { id: guid(801), displayName: "Ours and others'" },
    { id: guid(802), displayName: "Of the future", assignments: [{ target: future }] },
  ],
};

let emulator: RunningEmulator;
afterEach(() => emulator.close());

describe.each(["documented", "observed"] as const)("assignments of others on the %s service", (service) => {
  it.each(["auto", "assign"])(
    "stay byte for byte the same through 40 changes of ours, route %s",
    async (writeRoute) => {
      emulator = await startEmulator({ service, state });
      const tenant = new Tenant(emulator.url);
      const [policy] = (await tenant.policies("deviceCompliancePolicies")) as [string];
      await tenant.assign("deviceCompliancePolicies", policy, [
        groupTarget(guid(901), filter(1, "include")),
        { target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget", ...filter(2, "exclude") } },
        { target: future },
        { target: { "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget", groupId: guid(902) } },
      ]);
      const foreign = await tenant.assignments("deviceCompliancePolicies", policy);
      expect(foreign).toHaveLength(4);

      // What a run wants lasts as long as the run, so each change is a run of its own.
      const change = async (act: (lifecycle: Lifecycle) => Promise<unknown>) => {
        const { client, resource } = providerProcess(emulator.url, { "intune:writeRoute": writeRoute });
        await act(resource("DeviceCompliancePolicyAssignment"));
        await client.close();
      };
      const inputs = (n: number) => ({
        deviceCompliancePolicyId: policy,
        target: {
          type: n % 3 === 0 ? "exclusionGroupAssignmentTarget" : "groupAssignmentTarget",
          groupId: guid(n),
        },
      });
      const own: { id: string; outputs: Readonly<Record<string, unknown>> }[] = [];
      let next = 1;
      // A fixed sequence that looks random: a failure can be run again.
      let random = 7;
      const pick = (below: number) => {
        random = (random * 48_271) % 2_147_483_647;
        return random % below;
      };
      for (let step = 0; step < 40; step++) {
        const action = own.length === 0 ? 0 : pick(3);
        const index = own.length === 0 ? 0 : pick(own.length);
        const chosen = own[index];
        if (action === 0 || chosen === undefined) {
          await change(async ({ create }) => own.push(await create(inputs(next++))));
        } else if (action === 1) {
          await change(async ({ update }) => {
            chosen.outputs = await update(chosen.id, chosen.outputs, inputs(next++));
          });
        } else {
          await change((lifecycle) => lifecycle.delete(chosen.id, chosen.outputs));
          own.splice(index, 1);
        }
      }

      const now = await tenant.assignments("deviceCompliancePolicies", policy);
      const foreignIds = new Set(foreign.map(({ id }) => id));
      expect(JSON.stringify(now.filter(({ id }) => foreignIds.has(id)))).toBe(JSON.stringify(foreign));
      const ours = now.filter(({ id }) => !foreignIds.has(id)).map(({ target }) => String(target["groupId"]));
      const expected = own.map(({ outputs }) => (outputs["target"] as { groupId: string }).groupId);
      expect(ours.sort()).toEqual(expected.sort());
    },
    60_000,
  );
});
