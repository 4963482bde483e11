import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import type { Policy, PolicyKind } from "../../provider/policyKind";
import { policyPropertiesOf } from "../../provider/resources";
import { everyKind, policiesOf, policyIdOf, targetsOf, tenantOfKinds, wireOf } from "../support/everyKind";
import { groupTarget, Tenant } from "../support/tenant";
import { doors } from "./harness/door";

const plugin = doors.find(({ name }) => name === "plugin");
const collection = "deviceCompliancePolicies";
const className = "DeviceCompliancePolicyAssignment";
const groupId = "2b3c4d5e-0000-4000-8000-000000000001";

describe.skipIf(plugin === undefined)("pulumi import, with the plugin", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
  });
  afterAll(() => emulator.close());

  it("takes TYPE NAME ID and writes the code of an assignment that is there, after which an up changes nothing", async () => {
    const tenant = new Tenant(emulator.url);
    const [policy] = (await tenant.policies(collection)) as [string];
    await tenant.assign(collection, policy, [groupTarget(groupId)]);
    const [there] = await tenant.assignments(collection, policy);
    const stack = await plugin?.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-the-import" },
    });
    if (stack === undefined) throw new Error("skipped without the plugin");
    const id = `${policy}/${there?.id}`;
    const flags = ["--yes", "--skip-preview", "--protect=false"];
    const printed = await stack.cli(["import", ...flags, `intune:index:${className}`, "pilot", id]);
    expect(printed).toContain(`deviceCompliancePolicyId: ${policy}`);
    expect(printed).toContain(`groupId: ${groupId}`);

    const target = { type: "groupAssignmentTarget", groupId };
    const args = { deviceCompliancePolicyId: policy, target };
    await plugin?.declare(stack, { resources: { pilot: { className, args } } });
    emulator.clearRequests();
    expect((await stack.up()).changes).toEqual({ pilot: "same" });
    expect(emulator.requests).toEqual([]);
    await stack.destroy();
    expect(await tenant.groups(collection, policy)).toEqual([]);
  });

  it("takes a file with policies of every kind, after which an up changes nothing", async () => {
    const set = (kind: PolicyKind) => targetsOf(kind).map((target) => ({ target: wireOf(target) }));
    // The first policy has one assignment, the second a set.
    emulator.setState(tenantOfKinds(everyKind, (kind) => [set(kind).slice(0, 1), set(kind)]));
    const state = emulator.getState();
    const there = everyKind.flatMap((kind) => {
      const names = policyPropertiesOf(kind);
      const [one, all] = [1, 2].map((n) => ({ kind, id: policyIdOf(kind, n) })) as [Policy, Policy];
      const [assignment] = policiesOf(state, kind)[0]?.assignments ?? [];
      const [target] = targetsOf(kind);
      return [
        {
          name: `${kind.collection}-one`,
          className: kind.className,
          id: `${names.idOf(one)}/${assignment?.id}`,
          args: { ...names.of(one), target },
        },
        {
          name: `${kind.collection}-set`,
          className: `${kind.className}Set` as const,
          id: names.idOf(all),
          args: { ...names.of(all), targets: targetsOf(kind) },
        },
      ];
    });
    const stack = await plugin?.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-the-import" },
    });
    if (stack === undefined) throw new Error("skipped without the plugin");
    await stack.import({
      resources: there.map(({ name, className, id }) => ({ type: `intune:index:${className}`, name, id })),
    });
    const declared = there.map(({ name, className, args }) => [name, { className, args }]);
    await plugin?.declare(stack, { resources: Object.fromEntries(declared) });
    emulator.clearRequests();
    const { changes } = await stack.up();
    expect(changes).toEqual(Object.fromEntries(there.map(({ name }) => [name, "same"])));
    expect(emulator.requests).toEqual([]);
  });
});
