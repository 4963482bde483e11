import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import type { Policy, PolicyKind } from "../../provider/policyKind";
import { policyPropertiesOf } from "../../provider/resources";
import {
  everyKind,
  groupIdOf,
  policiesOf,
  policyIdOf,
  targetsOf,
  tenantOfKinds,
  wireOf,
} from "../support/everyKind";
import { doors } from "./harness/door";

const plugin = doors.find(({ name }) => name === "plugin");
type Imported = Readonly<Record<"type" | "name" | "id", string>>;

describe.skipIf(plugin === undefined)("pulumi import, with the plugin", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    const set = (kind: PolicyKind) => targetsOf(kind).map((target) => ({ target: wireOf(target) }));
    // The first policy has one assignment, the second a set.
    const state = tenantOfKinds(everyKind, (kind) => [set(kind).slice(0, 1), set(kind)]);
    emulator = await startEmulator({ service: "observed", state });
  });
  afterAll(() => emulator.close());

  it("takes TYPE NAME ID and a file with policies of every kind, after which an up changes nothing", async () => {
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
    const [first, ...rest] = there.map(({ name, className, id }) => ({
      type: `intune:index:${className}`,
      name,
      id,
    })) as [Imported, ...Imported[]];
    const stack = await plugin?.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-the-import" },
    });
    if (stack === undefined) throw new Error("skipped without the plugin");

    const flags = ["--yes", "--skip-preview", "--protect=false"];
    const printed = await stack.cli(["import", ...flags, first.type, first.name, first.id]);
    expect(printed).toContain(`deviceCompliancePolicyId: ${first.id.split("/")[0]}`);
    expect(printed).toContain(`groupId: ${groupIdOf(1)}`);
    await stack.import({ resources: rest });

    const declared = there.map(({ name, className, args }) => [name, { className, args }]);
    await plugin?.declare(stack, { resources: Object.fromEntries(declared) });
    emulator.clearRequests();
    const { changes } = await stack.up();
    expect(changes).toEqual(Object.fromEntries(there.map(({ name }) => [name, "same"])));
    expect(emulator.requests).toEqual([]);

    await stack.destroy();
    const left = everyKind.flatMap((kind) => policiesOf(emulator.getState(), kind));
    expect(left.flatMap(({ assignments }) => assignments)).toEqual([]);
  });
});
