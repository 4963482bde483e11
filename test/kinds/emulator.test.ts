import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { policyPropertiesOf } from "../../provider/resources";
import type { Target } from "../../provider/target";
import { everyKind, groupIdOf, policyIdOf, tenantOfKinds, wireOf } from "../support/everyKind";
import { configuredHandler } from "../support/providerProcess";

const target = (n: number): Target => ({ type: "groupAssignmentTarget", groupId: groupIdOf(n) });
const state = {
  ...tenantOfKinds(everyKind, () => [[{ target: wireOf(target(9)) }]]),
  groups: [1, 2, 9].map((n) => ({ id: groupIdOf(n), displayName: `Group ${n}` })),
};

describe.each(["documented", "observed"] as const)("on the emulator, as %s", (service) => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator({ service, state });
    return () => emulator.close();
  });
  let runs = 0;
  // A session of its own, as each operation of the engine has one.
  const run = (className: string) =>
    configuredHandler(className, emulator.url, { "intune:operationTimeout": `${600 + ++runs}s` });

  it.each(everyKind)("an assignment of a $noun lives beside somebody else's", async (kind) => {
    const names = policyPropertiesOf(kind);
    const named = { kind, id: policyIdOf(kind, 1) };
    const policy = names.of(named);
    const { id, outs } = await (await run(kind.className)).create({ ...policy, target: target(1) });
    const setId = names.idOf(named);
    const targets = async () => {
      const { inputs } = await (await run(`${kind.className}Set`)).read(setId, {});
      const found = (inputs?.["targets"] ?? []) as { groupId: string }[];
      return found.map(({ groupId }) => groupId).sort();
    };
    expect(await targets()).toEqual([groupIdOf(1), groupIdOf(9)]);
    const changed = await (await run(kind.className)).update(id, outs, { ...policy, target: target(2) });
    expect(await targets()).toEqual([groupIdOf(2), groupIdOf(9)]);
    await (await run(kind.className)).delete(id, changed.outs);
    expect(await targets()).toEqual([groupIdOf(9)]);
  });
});
