import type { ChangingProgram, Declared } from "./changingProgram";

/** One way in which a program changes. */
export interface Change {
  readonly name: string;
  readonly before: ChangingProgram;
  readonly after: ChangingProgram;
  /** Whether it is run with every number of slots. */
  readonly isStrong?: boolean;
}

const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const compliance = (n: number) => `c0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const enrollment = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, "0")}_Limit`;

/** The policies that the changes below are about. */
export const policyIds: readonly string[] = [
  ...Array.from({ length: 20 }, (_, n) => compliance(n)),
  ...Array.from({ length: 4 }, (_, n) => enrollment(n)),
];

const group = (n: number, filter?: number): Declared => ({
  type: "groupAssignmentTarget",
  groupId: guid(n),
  ...(filter !== undefined && { filter: { id: guid(filter), type: "include" } }),
});
const without = (n: number): Declared => ({ type: "exclusionGroupAssignmentTarget", groupId: guid(n) });
const groups = (first: number, count: number) => Array.from({ length: count }, (_, n) => group(first + n));

/** `groups.map((group, index) => new …(name + index, …))` */
const list = (name: string, policy: string, targets: readonly Declared[]): ChangingProgram =>
  Object.fromEntries(targets.map((target, index) => [`${name}${index}`, { policy, targets: target }]));

/** Changes that stand whatever the engine hands over at the same time. */
export const changes: readonly Change[] = [
  {
    name: "a list by index gets a group put in front",
    isStrong: true,
    before: list("front", compliance(0), groups(1, 24)),
    after: list("front", compliance(0), [group(99), ...groups(1, 24)]),
  },
  {
    name: "a list by index is turned round",
    before: list("turned", compliance(1), groups(1, 20)),
    after: list("turned", compliance(1), groups(1, 20).reverse()),
  },
  {
    name: "a list of enrollment assignments is turned round",
    isStrong: true,
    before: list("limits", enrollment(0), groups(1, 6)),
    after: list("limits", enrollment(0), groups(1, 6).reverse()),
  },
  {
    name: "a list by index loses its first group",
    before: list("shorter", compliance(2), groups(1, 8)),
    after: list("shorter", compliance(2), groups(2, 7)),
  },
  {
    name: "a set is renamed and gets more targets",
    isStrong: true,
    before: { setBefore: { policy: compliance(3), targets: groups(1, 2) } },
    after: { setAfter: { policy: compliance(3), targets: groups(1, 5) } },
  },
  {
    name: "a set moves into a component and gets more targets",
    before: { wrapped: { policy: compliance(4), targets: groups(1, 2) } },
    after: { wrapped: { policy: compliance(4), targets: groups(1, 5), component: "wrapper" } },
  },
  {
    name: "two sets exchange their policies",
    before: {
      pairA: { policy: compliance(5), targets: groups(1, 2) },
      pairB: { policy: compliance(6), targets: groups(2, 3) },
    },
    after: {
      pairA: { policy: compliance(6), targets: groups(1, 2) },
      pairB: { policy: compliance(5), targets: groups(2, 3) },
    },
  },
  {
    name: "three sets exchange their policies",
    isStrong: true,
    before: {
      tripleA: { policy: enrollment(1), targets: groups(1, 2) },
      tripleB: { policy: enrollment(2), targets: groups(1, 2) },
      tripleC: { policy: enrollment(3), targets: groups(5, 2) },
    },
    after: {
      tripleA: { policy: enrollment(2), targets: groups(1, 2) },
      tripleB: { policy: enrollment(3), targets: groups(1, 2) },
      tripleC: { policy: enrollment(1), targets: groups(5, 2) },
    },
  },
  {
    name: "a single gets another name and an explicit provider",
    isStrong: true,
    before: { singleBefore: { policy: compliance(7), targets: group(1) } },
    after: {
      singleAfter: { policy: compliance(7), targets: group(1), component: "own", provider: "contoso" },
    },
  },
  {
    name: "a set gets another name, an explicit provider and more targets",
    isStrong: true,
    before: { ownBefore: { policy: compliance(8), targets: groups(1, 2) } },
    after: {
      ownAfter: { policy: compliance(8), targets: groups(1, 4), component: "own", provider: "contoso" },
    },
  },
  {
    name: "a single and its neighbor change providers and targets crosswise",
    before: {
      crossA: { policy: compliance(9), targets: group(1) },
      crossB: { policy: compliance(9), targets: group(2), provider: "fabrikam" },
    },
    after: {
      crossA: { policy: compliance(9), targets: group(2), provider: "fabrikam" },
      crossB: { policy: compliance(9), targets: group(1) },
    },
  },
  {
    name: "a single and a set get other names and another door, which is another process",
    isStrong: true,
    before: {
      doorSingleBefore: { policy: compliance(16), targets: group(1), door: "dynamic" },
      doorSetBefore: { policy: compliance(17), targets: groups(1, 2), door: "dynamic" },
    },
    after: {
      doorSingleAfter: { policy: compliance(16), targets: group(1), door: "plugin" },
      doorSetAfter: { policy: compliance(17), targets: groups(1, 4), door: "plugin" },
    },
  },
  {
    name: "singles become a set",
    before: list("many", compliance(10), groups(1, 4)),
    after: { whole: { policy: compliance(10), targets: groups(2, 5) } },
  },
  {
    name: "a set becomes singles",
    isStrong: true,
    before: { wholeBefore: { policy: compliance(11), targets: groups(1, 4) } },
    after: list("parts", compliance(11), groups(2, 5)),
  },
  {
    name: "singles exchange their policies",
    before: {
      hereA: { policy: compliance(12), targets: group(1) },
      hereB: { policy: compliance(13), targets: group(1) },
    },
    after: {
      hereA: { policy: compliance(13), targets: group(1) },
      hereB: { policy: compliance(12), targets: group(1) },
    },
  },
];

/** Changes that stand only together, so that the engine has to hand over both sides at the same time. */
export const exchanges: readonly Change[] = [
  {
    name: "two resources exchange what they include and exclude",
    before: {
      include: { policy: compliance(14), targets: group(1) },
      exclude: { policy: compliance(14), targets: without(2) },
    },
    after: {
      include: { policy: compliance(14), targets: group(2) },
      exclude: { policy: compliance(14), targets: without(1) },
    },
  },
  {
    name: "two filters change places",
    before: {
      filterA: { policy: compliance(15), targets: group(1, 51) },
      filterB: { policy: compliance(15), targets: group(2, 52) },
    },
    after: {
      filterA: { policy: compliance(15), targets: group(2, 51) },
      filterB: { policy: compliance(15), targets: group(1, 52) },
    },
  },
];

/** All of them in one program. */
export function together(of: readonly Change[], side: "before" | "after"): ChangingProgram {
  return Object.assign({}, ...of.map((change) => change[side])) as ChangingProgram;
}

/** What others have assigned to each policy that no set of ours owns. */
export function othersOn(of: readonly Change[]): Record<string, readonly Declared[]> {
  const owned = new Set(
    of
      .flatMap(({ before, after }) => [...Object.values(before), ...Object.values(after)])
      .flatMap(({ policy, targets }) => (Array.isArray(targets) ? [policy] : [])),
  );
  const free = policyIds.filter((id) => !owned.has(id));
  return Object.fromEntries(free.map((id, n) => [id, n % 2 === 0 ? [group(901, 53)] : [group(901)]]));
}
