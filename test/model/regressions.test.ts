import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultRule, type RunningEmulator, startEmulator } from "../../emulator";
import { inOwnTmp } from "../support/ownTmp";
import { worlds } from "./doors";
import { type Declaration, type Declared, guid, type Program } from "./program";
import { type Action, World } from "./world";

const group = (n: number, more: Declared = {}): Declared => ({
  type: "groupAssignmentTarget",
  groupId: guid(n),
  ...more,
});
const exclusion = (n: number): Declared => ({ type: "exclusionGroupAssignmentTarget", groupId: guid(n) });
const filter = (n: number) => ({ filter: { id: guid(50 + n), type: "include" } });
const single = (name: string, policy: number, target: Declared, provider = 0): Declaration => ({
  name,
  isSet: false,
  policy,
  targets: [target],
  provider,
});
const set = (name: string, policy: number, targets: readonly Declared[], provider = 0): Declaration => ({
  name,
  isSet: true,
  policy,
  targets,
  provider,
});
type Up = Extract<Action, { kind: "up" }>;
const up = (program: Program, parallel = 8, crashAfter?: number): Up => ({
  kind: "up",
  program,
  parallel,
  faults: [],
  crashAfter,
});
const list = (groups: readonly number[]): Program =>
  groups.map((n, index) => single(`list${index}`, 0, group(n)));
const numbers = (length: number) => Array.from({ length }, (_, n) => n + 1);

/** Programs that change in many places at once, each pair of which has lost assignments once. */
const changes: readonly (readonly [string, Program, Program])[] = [
  ["a list gets a group put in front", list(numbers(24)), list([99, ...numbers(24)])],
  ["a list is turned round", list(numbers(20)), list(numbers(20).reverse())],
  ["a set is renamed and gets more targets", [set("a", 1, [group(1)])], [set("b", 1, [group(1), group(2)])]],
  [
    "two sets exchange their policies",
    [set("a", 0, [group(1)]), set("b", 1, [group(2)])],
    [set("a", 1, [group(1)]), set("b", 0, [group(2)])],
  ],
  [
    "three sets exchange their policies",
    [set("a", 0, [group(1)]), set("b", 1, [group(2)]), set("c", 2, [group(3)])],
    [set("a", 1, [group(1)]), set("b", 2, [group(2)]), set("c", 0, [group(3)])],
  ],
  [
    "a single gets another name and another provider",
    [single("a", 0, group(1))],
    [single("b", 0, group(1), 1)],
  ],
  ["a set gets another name and another provider", [set("a", 0, [group(1)])], [set("b", 0, [group(1)], 1)]],
  [
    "a resource excludes what another included, and the other way round",
    [single("a", 0, group(1)), single("b", 0, exclusion(2))],
    [single("a", 0, exclusion(2)), single("b", 0, group(1))],
  ],
  [
    "two groups change from included to excluded and back",
    [single("a", 0, group(1)), single("b", 0, exclusion(2))],
    [single("a", 0, group(2)), single("b", 0, exclusion(1))],
  ],
  [
    "two filters change places",
    [single("a", 0, group(1, filter(1))), single("b", 0, group(2, filter(2)))],
    [single("a", 0, group(2, filter(1))), single("b", 0, group(1, filter(2)))],
  ],
  [
    "single assignments become a set",
    [single("a", 0, group(1)), single("b", 0, group(2))],
    [set("c", 0, [group(1), group(3)])],
  ],
  ["a set becomes single assignments", [set("c", 0, [group(1), group(3)])], list([3, 1, 4])],
];

/** The first write is answered as a success, and has no effect; or its answer is lost, and it has. */
const lost: readonly (readonly [string, FaultRule["fault"]])[] = [
  ["has no effect", { kind: "withoutEffect" }],
  ["loses its answers", { kind: "answer", status: 500, body: "<html>Oops</html>", when: "after" }],
];

const lateRead: FaultRule = { method: "GET", nth: 1, fault: { kind: "staleReads", reads: 3 } };

/** Programs after one that has a single and a set. The first read of a policy is from before that one. */
const afterLateReads: readonly (readonly [string, Program])[] = [
  ["a single is deleted", [set("c", 1, [group(1)])]],
  ["a single is updated", [single("a", 0, group(2)), set("c", 1, [group(1)])]],
  ["a set is deleted", [single("a", 0, group(1))]],
  ["a set is updated", [single("a", 0, group(1)), set("c", 1, [group(2)])]],
  [
    "a single comes behind",
    [single("a", 0, group(1)), single("b", 0, group(2, filter(1))), set("c", 1, [group(1)])],
  ],
  [
    "a single comes in front",
    [single("b", 0, group(2, filter(1))), single("a", 0, group(1)), set("c", 1, [group(1)])],
  ],
];

/** By `assign`, or by a documented verb where the service has it. */
const routes = [
  { route: "assign", method: "POST" },
  { route: "auto", method: "PATCH" },
] as const;

const fails = (method: "POST" | "PATCH", when: "before" | "after"): FaultRule[] => [
  { method, fault: { kind: "answer", status: 500, body: "<html>Oops</html>", when } },
];

/** Programs after one that moves "a" from group 1 to another one, and fails. The other group is left to nobody. */
const afterFailedMoves: readonly (readonly [string, Program, Program])[] = [
  [
    "its group went to another resource, and the program changes again",
    [single("a", 0, group(9)), single("b", 0, group(1))],
    [single("a", 0, group(8)), single("b", 0, group(1))],
  ],
  [
    "its group went to another resource, and it is removed",
    [single("a", 0, group(9)), single("b", 0, group(1))],
    [single("b", 0, group(1))],
  ],
  ["another resource takes its place", [single("a", 0, group(9))], [single("c", 0, group(1))]],
];

/** What random sequences have found, shrunk. */
const found: readonly {
  readonly name: string;
  readonly actions: readonly Action[];
  /** The setting `intune:writeRoute`. Default: that of the package. */
  readonly route?: "assign" | "auto";
}[] = [
  ...afterLateReads.map(([what, next]) => ({
    name: `a read from before the run before costs nothing: ${what}`,
    actions: [
      up([single("a", 0, group(1)), set("c", 1, [group(1)])]),
      { ...up(next, 1), faults: [lateRead], lagsAcross: true },
    ],
  })),
  ...lost.flatMap(([what, fault]) =>
    [2, 4].flatMap((to) =>
      (["same", "refresh"] as const).map((afterFailure) => ({
        name: `an update from exclusion 4 to group ${to} ${what}, and is followed by the ${afterFailure}`,
        actions: [
          up([single("a", 2, exclusion(1)), single("c", 2, exclusion(4))]),
          {
            ...up([single("a", 2, exclusion(1)), single("c", 2, group(to))]),
            faults: (["POST", "PATCH"] as const).map((method) => ({ method, fault })),
          },
          { ...up([single("a", 2, exclusion(1)), single("c", 2, group(5))]), afterFailure },
        ],
      })),
    ),
  ),
  ...routes.flatMap(({ route, method }) => [
    ...afterFailedMoves.flatMap(([what, second, third]) =>
      (["nothing", "refresh"] as const).map((afterFailure) => ({
        name: `a move by ${route} that fails leaves nothing behind: ${what}, after ${afterFailure}`,
        route,
        actions: [
          up([single("a", 0, group(1))]),
          { ...up(second), faults: fails(method, "after") },
          { ...up(third), afterFailure },
        ],
      })),
    ),
    {
      name: `two moves by ${route} that fail, of which the first one took effect, leave nothing behind`,
      route,
      actions: [
        up([single("a", 0, group(1))]),
        { ...up([single("a", 0, group(2))]), faults: fails(method, "after") },
        {
          ...up([single("a", 0, group(3))]),
          faults: fails(method, "before"),
          afterFailure: "nothing" as const,
        },
        { ...up([single("a", 0, group(3))]), afterFailure: "nothing" as const },
      ],
    },
  ]),
  ...[2, 3, 4].map((requests) => ({
    name: `an exchange loses nothing if its other side comes ${requests} requests later and reads lag`,
    actions: [
      up([single("a", 0, group(1)), single("b", 0, group(2))]),
      {
        ...up([single("a", 0, group(2)), single("b", 0, group(1))]),
        after: [0, requests],
        faults: [{ method: "POST" as const, fault: { kind: "staleReads" as const, reads: 1 } }],
      },
    ],
  })),
  {
    name: "an update in a run that refreshes first removes what a create that failed has made",
    route: "assign",
    actions: [
      { ...up([single("a", 0, exclusion(3))]), faults: fails("POST", "after") },
      { ...up([single("a", 0, group(5))]), refreshes: true, afterFailure: "nothing" },
    ],
  },
  ...(["first", "last"] as const).flatMap((deletes) =>
    routes.map(({ route }) => ({
      name: `a --replace by ${route} that fails ends with all, the old one deleted ${deletes}`,
      route,
      actions: [
        up([set("a", 1, [group(1), group(2)]), single("b", 0, group(1))]),
        {
          ...up([set("a", 1, [group(1), group(2)]), single("b", 0, group(1))]),
          replaces: { what: "all" as const, deletes },
          faults: (["POST", "DELETE"] as const).map((method) => ({
            method,
            nth: 1,
            fault: {
              kind: "answer" as const,
              status: 500,
              body: "<html>Oops</html>",
              when: "after" as const,
            },
          })),
        },
      ],
    })),
  ),
  {
    name: "a read from before the last two writes shows a target with an id that it had before",
    actions: [
      {
        ...up(
          [
            single("b", 1, group(1, filter(1))),
            single("d", 3, group(1)),
            single("a", 1, { type: "allDevicesAssignmentTarget" }),
            single("a", 3, { type: "allDevicesAssignmentTarget" }, 1),
          ],
          1,
        ),
        faults: [
          {
            method: "POST",
            nth: 2,
            fault: { kind: "answer", status: 500, body: "<html>Oops</html>", when: "after" },
          },
          { method: "POST", nth: 2, fault: { kind: "staleReads", reads: 1 } },
        ],
      },
      {
        ...up([], 1, 3),
        program: { edits: [{ kind: "shift", at: 0 }] },
        faults: [{ method: "POST", nth: 2, fault: { kind: "staleReads", reads: 1, writes: 2 } }],
        afterFailure: "nothing",
      },
    ],
  },
  {
    name: "a target that one provider waits for does not keep the entry that another one lets go of",
    actions: [
      up([single("b", 0, group(5, filter(2)))]),
      up([single("a", 0, group(5), 1), single("b", 0, exclusion(1))]),
      up([]),
    ],
  },
  {
    name: "an interrupted rename does not cost the new resource its assignment when the old one is deleted",
    actions: [
      up([single("c", 1, group(4))]),
      up([single("a", 1, group(4))], 8, 1),
      up([single("a", 1, group(4))]),
    ],
  },
  {
    name: "a set that is assigned for a filter does not take away what was posted beside it",
    actions: [
      {
        kind: "up",
        program: [
          single("e", 2, group(1, { filter: { id: guid(51), type: "include" } })),
          single("a", 2, { type: "allDevicesAssignmentTarget" }),
        ],
        parallel: 8,
        // The set is read before the POST, and assigned after it.
        faults: [{ method: "POST", path: "/deviceManagement/*/*/assign", fault: { kind: "delay", ms: 200 } }],
        crashAfter: undefined,
      },
    ],
  },
];

describe.each(worlds)("through the $name, on the $service service", ({ door, name, service }) => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  const run = async (actions: readonly Action[], route: "assign" | "auto" = "auto") => {
    const world = new World(emulator, service, door, { "intune:writeRoute": route });
    await inOwnTmp(async () => {
      for (const action of actions) await world.act(action);
      await expect(world.settle()).resolves.toBeUndefined();
    });
  };

  describe.each(changes)("nothing is lost when %s", (_, first, second) => {
    it.each(name === "plugin" ? [8] : [1, 2, 8, 64])("with %i in flight", async (parallel) => {
      await run([up(first), up(second, parallel), up(first, parallel)]);
    });
  });

  it.each(found)("$name", ({ actions, route }) => run(actions, route));
});
