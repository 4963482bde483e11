import { beforeAll, describe, expect, it } from "vitest";
import { type EmulatorStateInput, type RunningEmulator, startEmulator } from "../../emulator";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import { policyPropertiesOf } from "../../provider/resources";
import { configuredHandler } from "../support/providerProcess";

const policyId = "9f2b6c1e-0000-4000-8000-000000000001";
const groupId = (n: number) => `2b3c4d5e-0000-4000-8000-00000000000${n}`;
const target = (n: number) => ({ type: "groupAssignmentTarget", groupId: groupId(n) });
const kinds = Object.values<PolicyKind>(policyKinds);
const idOf = (kind: PolicyKind) => (kind.builtIn ? `${policyId}_Limit` : policyId);
const foreign = { target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: groupId(9) } };
const state = {
  ...Object.fromEntries(
    kinds.map((kind) => [
      kind.collection,
      [{ id: idOf(kind), [kind.nameProperty]: "Policy", assignments: [foreign] }],
    ]),
  ),
  groups: [1, 2, 9].map((n) => ({ id: groupId(n), displayName: `Group ${n}` })),
} as EmulatorStateInput;

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

  it.each(kinds)("an assignment of a $noun lives beside somebody else's", async (kind) => {
    const names = policyPropertiesOf(kind);
    const policy = names.of({ kind, id: idOf(kind) });
    const { id, outs } = await (await run(kind.className)).create({ ...policy, target: target(1) });
    const setId = names.idOf({ kind, id: idOf(kind) });
    const targets = async () => {
      const { inputs } = await (await run(`${kind.className}Set`)).read(setId, {});
      const found = (inputs?.["targets"] ?? []) as { groupId: string }[];
      return found.map(({ groupId }) => groupId).sort();
    };
    expect(await targets()).toEqual([groupId(1), groupId(9)]);
    const changed = await (await run(kind.className)).update(id, outs, { ...policy, target: target(2) });
    expect(await targets()).toEqual([groupId(2), groupId(9)]);
    await (await run(kind.className)).delete(id, changed.outs);
    expect(await targets()).toEqual([groupId(9)]);
  });
});
