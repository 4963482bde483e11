import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { guid, type Program } from "./program";
import { type Action, World } from "./world";

const group = (n: number, type = "groupAssignmentTarget") => ({ type, groupId: guid(n) });
const program = (singles: Program["singles"], set?: Program["set"]): Program => ({ singles, set });
const up = (next: Program, crashAfter?: number): Action => ({
  kind: "up",
  program: next,
  faults: [],
  crashAfter,
});

/** What random sequences have found, shrunk. */
const found: readonly { readonly name: string; readonly actions: readonly Action[] }[] = [
  {
    name: "an interrupted rename does not cost the new resource its assignment when the old one is deleted",
    actions: [
      up(program({ c: { policy: 1, target: group(4) } })),
      up(program({ a: { policy: 1, target: group(4) } }), 1),
      up(program({ a: { policy: 1, target: group(4) } })),
    ],
  },
  {
    name: "a set that is assigned for a filter does not take away what was posted beside it",
    actions: [
      {
        kind: "up",
        program: program({
          e: { policy: 2, target: { ...group(1), filter: { id: guid(51), type: "include" } } },
          a: { policy: 2, target: { type: "allDevicesAssignmentTarget" } },
        }),
        // The set is read before the POST, and assigned after it.
        faults: [{ method: "POST", path: "/deviceManagement/*/*/assign", fault: { kind: "delay", ms: 200 } }],
        crashAfter: undefined,
      },
    ],
  },
];

describe.each(["documented", "observed"] as const)("found by the model, on the %s service", (service) => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it.each(found)("$name", async ({ actions }) => {
    const world = new World(emulator, service, {});
    for (const action of actions) await world.act(action);
    await expect(world.settle()).resolves.toBeUndefined();
  });
});
