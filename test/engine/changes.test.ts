import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator";
import { type Change, changes, exchanges, othersOn, policyIds, together } from "./harness/changes";
import {
  asGraphTarget,
  type ChangingProgram,
  createChangingStack,
  type Declared,
  declare,
  deviations,
  stateDeviations,
} from "./harness/changingProgram";
import { type DoorName, type Pair, pairs } from "./harness/pairs";

interface World extends Pair {
  readonly parallel: "1" | "2" | "default" | "64";
}

/** The worlds in which a program changes: those that are chosen, or with CHANGES=all each behavior by each of the doors. */
function worlds(
  parallel: World["parallel"],
  doors: readonly DoorName[],
  chosen: Partial<Record<DoorName, Pair["service"]>>,
): World[] {
  return pairs(doors, chosen, process.env["CHANGES"] === "all").map((pair) => ({ ...pair, parallel }));
}

/** Those in which the resources of one policy depend on one another most. */
const strongest = [...changes.filter(({ isStrong }) => isStrong), ...exchanges];

describe.each(worlds("default", ["dynamic", "plugin"], { dynamic: "documented", plugin: "observed" }))(
  "$door, $service, --parallel $parallel",
  (world) => {
    it("loses nothing, there and back, whatever changes in one up", async () => {
      const all = [...changes, ...exchanges];
      const run = await start(all, world);
      await run.up(together(all, "before"));
      await run.up(together(all, "after"));
      await run.expectSettled();
      await run.up(together(all, "before"));
      await run.expectSettled();
      await run.expectNoChange();
      await run.destroy();
    });
  },
);

describe.each(worlds("64", ["dynamic", "plugin"], { dynamic: "observed" }))(
  "$door, $service, --parallel $parallel",
  (world) => {
    it("loses nothing", async () => {
      const run = await start(strongest, world);
      await run.up(together(strongest, "before"));
      await run.up(together(strongest, "after"));
      await run.expectSettled();
      await run.destroy();
    });
  },
);

describe.each(worlds("2", ["dynamic"], { dynamic: "observed" }))(
  "$door, $service, --parallel $parallel",
  (world) => {
    it("loses nothing where two at a time are handed over", async () => {
      const [first, second] = exchanges as [Change, Change];
      const run = await start(strongest, world);
      await run.up(together(strongest, "before"));
      // Each of an exchange takes a slot while it waits, so that it can stand with one exchange at a time.
      await run.up({ ...together(strongest, "after"), ...first.before, ...second.before });
      await run.up({ ...together(strongest, "after"), ...second.before });
      await run.up(together(strongest, "after"));
      await run.expectSettled();
      await run.destroy();
    });
  },
);

describe.each(worlds("1", ["dynamic"], { dynamic: "documented" }))(
  "$door, $service, --parallel $parallel",
  (world) => {
    it("loses nothing where one after the other is handed over", async () => {
      const strong = strongest.filter((change) => !exchanges.includes(change));
      const run = await start(strong, world);
      await run.up(together(strong, "before"));
      await run.up(together(strong, "after"));
      await run.expectSettled();
      await run.destroy();
    });

    it("says why an exchange cannot stand, and what to do", async () => {
      const [exchange] = exchanges as [Change];
      const run = await start([exchange], world);
      await run.up(exchange.before);
      const { errors } = await run.fail(exchange.after);
      const [{ policy }] = Object.values(exchange.after) as [ChangingProgram[string]];
      expect(errors).toContain(`on compliance policy ${policy}`);
      expect(errors).toContain("one group cannot be both included and excluded");
      expect(errors).toContain("not with --parallel 1");
      expect(errors).toContain("free the target in an `up` of its own first");
      run.expectGraph(exchange.before);

      // What the message says to do, for both targets.
      await run.up({});
      await run.up(exchange.after);
      await run.expectSettled();
    });
  },
);

it("an exchange stands though its other side comes after a pause of seconds", async () => {
  const [, filters] = exchanges as [Change, Change];
  const run = await start([filters], { service: "observed", door: "dynamic", parallel: "default" });
  await run.up(filters.before);
  const { filterB } = filters.after as Record<"filterB", ChangingProgram[string]>;
  const [elsewhere = ""] = policyIds;
  run.delayWritesTo(elsewhere);
  await run.up({
    slow: {
      policy: elsewhere,
      targets: { type: "groupAssignmentTarget", groupId: slowGroup },
      provider: "p",
    },
    ...filters.after,
    filterB: { ...filterB, dependsOn: ["slow"] },
  });
});

const slowGroup = "2b3c4d5e-0000-4000-8000-000000000077";

/** A stack in a tenant in which others have assigned policies, too. */
async function start(of: readonly Change[], { service, door, parallel }: World) {
  const args = parallel === "default" ? [] : ["--parallel", parallel];
  const others = othersOn(of);
  const emulator = await startEmulator({ service, state: stateWith(others), latencyMs: 10 });
  onTestFinished(() => emulator.close());
  const stack = await createChangingStack(emulator.url);
  let program: ChangingProgram = {};
  const expectGraph = (expected: ChangingProgram) =>
    expect(deviations(emulator, expected, others)).toEqual({});
  return {
    expectGraph,
    delayWritesTo(policy: string) {
      const path = `/deviceManagement/deviceCompliancePolicies/${policy}/assign`;
      emulator.setFaults([{ method: "POST", path, fault: { kind: "delay", ms: 4_000 } }]);
    },
    async up(next: ChangingProgram) {
      program = next;
      await declare(stack, program, door);
      await stack.up({ args });
      expectGraph(program);
    },
    async fail(next: ChangingProgram) {
      await declare(stack, next, door);
      return await stack.up({ args, expectFailure: true });
    },
    async expectSettled() {
      expectGraph(program);
      expect(stateDeviations(emulator, program, await stack.exportState())).toEqual([]);
    },
    async expectNoChange() {
      const { changes: found } = await stack.preview({ args: ["--refresh"] });
      expect(new Set(Object.values(found))).toEqual(new Set(["same"]));
    },
    async destroy() {
      await stack.destroy({ args });
      expectGraph({});
    },
  };
}

function stateWith(others: Readonly<Record<string, readonly Declared[]>>) {
  const policies = policyIds.map((id) => ({
    id,
    displayName: id,
    assignments: (others[id] ?? []).map((target) => ({ target: asGraphTarget(target) })),
  }));
  return {
    deviceCompliancePolicies: policies.filter(({ id }) => !id.includes("_")),
    deviceEnrollmentConfigurations: policies.filter(({ id }) => id.includes("_")),
  };
}
