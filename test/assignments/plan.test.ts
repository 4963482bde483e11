import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssignmentSet } from "../../provider/assignments/assignmentSet";
import { type Entry, parseEntry } from "../../provider/assignments/entry";
import { beTheSet, ensure, type Intent, letGo } from "../../provider/assignments/intent";
import { type Plan, plan, type Wants } from "../../provider/assignments/plan";
import { policyKinds } from "../../provider/policyKind";
import type { Target } from "../../provider/target";
import { identify } from "../../provider/targets/identity";
import { toGraph } from "../../provider/targets/wire";

const policy = { kind: policyKinds.DeviceCompliancePolicy, id: "9f2b6c1e-0000-4000-8000-000000000001" };
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;

const groupId = fc.integer({ min: 1, max: 5 }).map(guid);
const filter = fc.record({
  id: fc.constantFrom(guid(51), guid(52)),
  type: fc.constantFrom("include" as const, "exclude" as const),
});
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ type: fc.constant("groupAssignmentTarget" as const), groupId }),
  fc.record({ type: fc.constant("groupAssignmentTarget" as const), groupId, filter }),
  fc.record({ type: fc.constant("exclusionGroupAssignmentTarget" as const), groupId }),
  fc.constant({ type: "allDevicesAssignmentTarget" as const }),
);
/** A policy takes each target once, and a group not both ways. */
const about = (each: Target) => ("groupId" in each ? each.groupId : each.type);
const targets = fc.uniqueArray(target, { maxLength: 6, selector: about });

const entryOf = (target: Target, source = "direct"): Entry =>
  parseEntry({ id: `${policy.id}_${about(target)}`, source, target: toGraph(target) }, "test");

/** A set, what changes of it, and what unchanged resources hold. */
interface Situation {
  readonly set: AssignmentSet;
  readonly intents: readonly Intent[];
  readonly held: readonly Target[];
}

const situation: fc.Arbitrary<Situation> = fc
  .record({
    there: targets,
    byPolicySets: fc.uniqueArray(target, { maxLength: 2, selector: about }),
    wanted: targets,
    // Which resource of those that are there changes to which wanted one; the others are created, or let go of.
    order: fc.array(fc.nat(20), { minLength: 12, maxLength: 12 }),
    owned: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    isSet: fc.boolean(),
  })
  .map(({ there, byPolicySets, wanted, order, owned, isSet }) => {
    const set = new AssignmentSet([
      ...there.map((each) => entryOf(each)),
      ...byPolicySets.map((each) => entryOf(each, "policySets")),
    ]);
    if (isSet) return { set, intents: [beTheSet(policy, wanted, [])], held: [] };
    const own = there.filter((_, index) => owned[index]);
    const intents: Intent[] = [];
    const known = (each: Target) => ({ assignmentId: entryOf(each).id, target: each });
    wanted.forEach((each, index) => {
      const old = own[index];
      intents.push(ensure(policy, each, old && known(old)));
    });
    for (const each of own.slice(wanted.length)) intents.push(letGo(policy, known(each)));
    intents.sort((a, b) => (order[intents.indexOf(a)] ?? 0) - (order[intents.indexOf(b)] ?? 0));
    return { set, intents, held: [] };
  });

function wantsOf({ intents, held }: Situation): Wants {
  const contents = new Set(
    [...intents.flatMap(({ wants }) => wants), ...held.map(identify)].map(({ content }) => content),
  );
  const keys = new Set(held.map(identify).map(({ key }) => key));
  return { hasContent: (content) => contents.has(content), holdsKey: (key) => keys.has(key) };
}

const contentsAfter = (set: AssignmentSet, { leaving, coming }: Plan) => [
  ...set.direct.filter((entry) => !leaving.has(entry)).map(({ content }) => content),
  ...coming.keys(),
];

/** What a plan promises, in any situation. */
const promises: Readonly<Record<string, (situation: Situation, planned: Plan) => void>> = {
  "changes no entry that nobody let go of, and none that a policy set made": (
    { set, intents },
    { leaving },
  ) => {
    if (intents.some(({ leaves }) => leaves === "all")) {
      expect([...leaving.keys()].every(({ direct }) => direct)).toBe(true);
      return;
    }
    const own = intents.flatMap(({ leaves }) =>
      leaves === undefined || leaves === "all" ? [] : set.own(leaves),
    );
    for (const entry of leaving.keys()) expect(own).toContain(entry);
  },

  "ends with everything that is wanted, but for what is refused": ({ set, intents }, planned) => {
    const after = new Set(contentsAfter(set, planned));
    for (const intent of intents.filter((each) => !planned.refused.has(each))) {
      for (const { content } of intent.wants) expect(after).toContain(content);
    }
  },

  "never takes away what is wanted, in whoever's name": (each, { leaving }) => {
    const wants = wantsOf(each);
    for (const { content } of leaving.keys()) expect(wants.hasContent(content)).toBe(false);
  },

  "never leaves a target twice, nor a group both ways": ({ set }, planned) => {
    const keys = [
      ...set.direct.filter((entry) => !planned.leaving.has(entry)),
      ...planned.coming.values(),
    ].map(({ target }) => about(target));
    expect(new Set(keys).size).toBe(keys.length);
  },

  "changes nothing in the name of a refused intent": (_, { leaving, coming, refused }) => {
    for (const intent of refused.keys()) {
      expect([...leaving.values()]).not.toContain(intent);
      expect([...coming.values()].map((arrival) => arrival.intent)).not.toContain(intent);
    }
  },

  "is the same in whatever order the intents arrive, where all of them can stand": (each, planned) => {
    const turned = plan(each.set, [...each.intents].reverse(), wantsOf(each));
    expect(turned.refused.size === 0).toBe(planned.refused.size === 0);
    if (planned.refused.size > 0) return;
    expect(contentsAfter(each.set, turned).sort()).toEqual(contentsAfter(each.set, planned).sort());
  },

  "finds nothing left to do on the set that it leads to": (each, planned) => {
    const after = new AssignmentSet([
      ...each.set.entries.filter((entry) => !planned.leaving.has(entry)),
      ...[...planned.coming.values()].map(({ target }) => entryOf(target)),
    ]);
    const standing = each.intents.filter((intent) => !planned.refused.has(intent));
    const { leaving, coming } = plan(after, standing, wantsOf({ ...each, intents: standing }));
    expect([leaving.size, coming.size]).toEqual([0, 0]);
  },
};

describe("a plan", () => {
  it("keeps each promise", () => {
    fc.assert(
      fc.property(situation, (each) => {
        const planned = plan(each.set, each.intents, wantsOf(each));
        for (const [promise, holds] of Object.entries(promises)) {
          try {
            holds(each, planned);
          } catch (cause) {
            throw new Error(promise, { cause });
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps the target of an unchanged resource whatever its filter is by now", () => {
    const held: Target = { type: "groupAssignmentTarget", groupId: guid(1) };
    const drifted: Target = { ...held, filter: { id: guid(51), type: "include" } };
    const set = new AssignmentSet([entryOf(drifted)]);
    const predecessor = letGo(policy, { assignmentId: entryOf(held).id, target: held });
    const wants = wantsOf({ set, intents: [predecessor], held: [held] });
    expect(plan(set, [predecessor], wants).leaving.size).toBe(0);
    expect(plan(set, [predecessor], wantsOf({ set, intents: [predecessor], held: [] })).leaving.size).toBe(1);
  });

  it("tells an inclusion from an exclusion with the same id", () => {
    const ours: Target = { type: "groupAssignmentTarget", groupId: guid(1) };
    const theirs: Target = { type: "exclusionGroupAssignmentTarget", groupId: guid(1) };
    const set = new AssignmentSet([entryOf(theirs)]);
    const destroy = letGo(policy, { assignmentId: entryOf(ours).id, target: ours });
    expect(plan(set, [destroy], wantsOf({ set, intents: [destroy], held: [] })).leaving.size).toBe(0);
  });
});
