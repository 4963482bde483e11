import fc from "fast-check";
import type { Properties } from "../../provider/lifecycle/lifecycle";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import { policyTypes } from "../../provider/policyType";
import { policyPropertiesOf } from "../../provider/resources";

/** A target as a program declares it. */
export type Declared = Readonly<Record<string, unknown>>;

/** One resource of a program. */
export interface Declaration {
  readonly name: string;
  readonly isSet: boolean;
  /** The index of its policy in {@link policies}. */
  readonly policy: number;
  /** One for a single assignment. */
  readonly targets: readonly Declared[];
  /** 0: the default provider. Others: explicit providers of the same tenant. */
  readonly provider: number;
}

/** What a program declares, in the order of registration. */
export type Program = readonly Declaration[];

export const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;

const { DeviceCompliancePolicy, EnrollmentConfiguration } = policyKinds;

/** The policies of the tenant: three compliance policies, an enrollment configuration, and one of each further kind. */
export const policies: readonly { readonly kind: PolicyKind; readonly id: string }[] = [
  ...[DeviceCompliancePolicy, DeviceCompliancePolicy, DeviceCompliancePolicy, EnrollmentConfiguration],
  ...policyTypes.map((type) => policyKinds[type]),
].map((kind: PolicyKind, index) => {
  const id = `9f2b6c1e-0000-4000-8000-${String(index + 1).padStart(12, "0")}`;
  return { kind, id: kind === EnrollmentConfiguration ? `${id}_Limit` : id };
});

/** The indices of the policies whose kinds have classes of their own. */
export const ownClasses: readonly number[] = [0, 1, 2, 3];

/** The indices of the policies that a sequence of programs is about: those of the two own classes, or of any kind. */
export const policyIndices: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.constant(ownClasses),
  fc.shuffledSubarray([...policies.keys()], { minLength: 4, maxLength: 4 }),
);

/** The policy of an index. */
export function policyOf(index: number) {
  const policy = policies[index];
  if (policy === undefined) throw new Error(`there is no policy ${index}`);
  return policy;
}

/** The resource's class, which with its name is what the engine knows it by. */
export function classOf({ isSet, policy }: Declaration): string {
  return `${policyOf(policy).kind.className}${isSet ? "Set" : ""}`;
}

/** What the engine knows a resource by. */
export const keyOf = (declaration: Declaration) => `${classOf(declaration)} ${declaration.name}`;

export const nameIn = (key: string) => key.split(" ")[1] ?? "";

export function inputsOf({ isSet, policy, targets }: Declaration): Properties {
  const named = policyPropertiesOf(policyOf(policy).kind).of(policyOf(policy));
  return { ...named, ...(isSet ? { targets } : { target: targets[0] }) };
}

/** What a target is about: a policy takes each once, a group not both ways. */
export const about = (target: Declared) => String(target["groupId"] ?? target["type"]);

const filter = fc.record({
  id: fc.constantFrom(guid(51), guid(52)),
  type: fc.constantFrom("include", "exclude"),
});
const groupId = fc.integer({ min: 1, max: 5 }).map(guid);
const group = (type: string) => groupId.map((id): Declared => ({ type, groupId: id }));
const exclusion = group("exclusionGroupAssignmentTarget");
const plainInclusion = group("groupAssignmentTarget");
const anyInclusion = fc.oneof(
  { weight: 4, arbitrary: plainInclusion },
  { weight: 1, arbitrary: fc.constant<Declared>({ type: "allDevicesAssignmentTarget" }) },
);

/** A target that the policy's kind takes. */
function target(policy: number): fc.Arbitrary<Declared> {
  const { filters, refusedTargets = {} } = policyOf(policy).kind;
  const inclusion = "allDevicesAssignmentTarget" in refusedTargets ? plainInclusion : anyInclusion;
  const filtered = fc.tuple(inclusion, filter).map(([plain, filter]): Declared => ({ ...plain, filter }));
  return fc.oneof(
    { weight: 4, arbitrary: inclusion },
    ...(filters === "none" ? [] : [{ weight: 2, arbitrary: filtered }]),
    ...("exclusionGroupAssignmentTarget" in refusedTargets ? [] : [{ weight: 3, arbitrary: exclusion }]),
  );
}

const provider = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2) },
);
const names = ["a", "b", "c", "d", "e", "f"];
const name = fc.constantFrom(...names);

const listNames = Array.from({ length: 14 }, (_, index) => `list${index}`);

/** Names of some resources. */
export const someNames = fc.subarray([...names, ...listNames]);

/** All resources of one policy: a whole set, or single assignments. */
const onPolicy = (policy: number): fc.Arbitrary<readonly Declaration[]> =>
  fc.uniqueArray(target(policy), { maxLength: 4, selector: about }).chain((targets) =>
    fc.oneof(
      {
        weight: 1,
        arbitrary: fc
          .record({
            name,
            isSet: fc.constant(true),
            policy: fc.constant(policy),
            targets: fc.constant(targets),
            provider,
          })
          .map((set) => [set]),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(
          ...targets.map((each) =>
            fc.record({
              name,
              isSet: fc.constant(false),
              policy: fc.constant(policy),
              targets: fc.constant([each]),
              provider,
            }),
          ),
        ),
      },
    ),
  );

/** A few resources on a few policies, whose names, policies and targets change from one program to the next. */
const fewResources = (indices: readonly number[]): fc.Arbitrary<Program> =>
  fc
    .tuple(...indices.map(onPolicy))
    .map((all) => all.flat())
    .chain((all) => {
      const unique = [...new Map(all.map((each) => [keyOf(each), each])).values()];
      return fc.shuffledSubarray(unique, { minLength: unique.length });
    });

/**
 * A list of single assignments that are named by their index, as `groups.map((group, i) => new …("a" + i, …))` does. One
 * provider has all of them, or another one has a few.
 */
const list = (indices: readonly number[]): fc.Arbitrary<Program> =>
  fc
    .tuple(
      fc.constantFrom(...indices),
      fc.shuffledSubarray(
        listNames.map((_, index) => index + 1),
        { minLength: 5 },
      ),
      fc.constantFrom(2, 5, Number.POSITIVE_INFINITY),
    )
    .map(([policy, groups, every]) =>
      groups.map((n, index): Declaration => {
        const only = { type: "groupAssignmentTarget", groupId: guid(n) };
        return {
          name: listNames[index] ?? "",
          isSet: false,
          policy,
          targets: [only],
          provider: index % every === 1 ? 1 : 0,
        };
      }),
    );

/** Programs on some policies that check accepts. */
export const program = (indices: readonly number[]): fc.Arbitrary<Program> =>
  fc.oneof({ weight: 5, arbitrary: fewResources(indices) }, { weight: 1, arbitrary: list(indices) });

/** One place in which a program differs from the one before. A place is an index, counted round. */
export type Edit =
  | { readonly kind: "rename"; readonly at: number; readonly name: string }
  | { readonly kind: "retarget"; readonly at: number; readonly target: Declared }
  /** Another filter for all targets that can have one, or none. */
  | { readonly kind: "refilter"; readonly at: number; readonly filter: Declared | undefined }
  | { readonly kind: "move"; readonly at: number; readonly provider: number }
  | { readonly kind: "remove"; readonly at: number }
  | {
      readonly kind: "exchange";
      readonly at: number;
      readonly other: number;
      readonly what: "targets" | "name";
    }
  /** The single assignments of a policy take each other's targets, as in a list whose first one goes to its end. */
  | { readonly kind: "shift"; readonly at: number }
  | { readonly kind: "add"; readonly declaration: Declaration };

const at = fc.nat(9);
const refilter = fc.record({
  kind: fc.constant("refilter" as const),
  at,
  filter: fc.option(filter, { nil: undefined }),
});
const add = (indices: readonly number[]): fc.Arbitrary<Edit> =>
  fc
    .record({ name, policy: fc.constantFrom(...indices), target: plainInclusion, provider })
    .map(({ target, ...named }) => ({
      kind: "add" as const,
      declaration: { ...named, isSet: false, targets: [target] },
    }));

/** Edits of programs on some policies. */
export const edits = (indices: readonly number[]): fc.Arbitrary<readonly Edit[]> => {
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ kind: fc.constant("rename" as const), at, name }),
    fc.record({ kind: fc.constant("retarget" as const), at, target: plainInclusion }),
    refilter,
    fc.record({ kind: fc.constant("move" as const), at, provider }),
    fc.record({ kind: fc.constant("remove" as const), at }),
    // Assignments are lost most easily where one resource wants what another one lets go of.
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("exchange" as const),
        at,
        other: at,
        what: fc.constantFrom("targets" as const, "name" as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("shift" as const), at }) },
    add(indices),
  );
  return fc.array(edit, { minLength: 1, maxLength: 4 });
};

/** Edits after which each target is there as before, but for its filter. */
export const additions = (indices: readonly number[]): fc.Arbitrary<readonly Edit[]> =>
  fc.array(fc.oneof(refilter, add(indices)), { minLength: 1, maxLength: 3 });

/** A program after some edits, without what check would refuse beside what stands before it. */
export function edited(program: Program, edits: readonly Edit[]): Program {
  let next = program;
  for (const edit of edits) next = applied(next, edit);
  return next.filter((each, index) => next.slice(0, index).every((other) => canStand(each, other)));
}

function applied(program: Program, edit: Edit): Program {
  if (edit.kind === "add") return [...program, edit.declaration];
  if (edit.kind === "shift") return shifted(program, edit.at);
  const index = edit.at % Math.max(1, program.length);
  const declaration = program[index];
  if (declaration === undefined) return program;
  switch (edit.kind) {
    case "remove":
      return program.toSpliced(index, 1);
    case "rename":
      return program.with(index, { ...declaration, name: edit.name });
    case "move":
      return program.with(index, { ...declaration, provider: edit.provider });
    case "refilter":
      return program.with(index, { ...declaration, targets: refiltered(declaration, edit.filter) });
    case "retarget":
      return program.with(index, { ...declaration, targets: [edit.target] });
    case "exchange": {
      const alike = program.filter(
        (each) =>
          each !== declaration && each.isSet === declaration.isSet && kindOf(each) === kindOf(declaration),
      );
      const other = alike[edit.other % Math.max(1, alike.length)];
      if (other === undefined) return program;
      const [first, second] =
        edit.what === "name"
          ? [
              { ...declaration, name: other.name },
              { ...other, name: declaration.name },
            ]
          : [
              { ...declaration, policy: other.policy, targets: other.targets },
              { ...other, policy: declaration.policy, targets: declaration.targets },
            ];
      return program.with(index, first).with(program.indexOf(other), second);
    }
  }
}

function refiltered({ policy, targets }: Declaration, filter: Declared | undefined): readonly Declared[] {
  if (policyOf(policy).kind.filters === "none") return targets;
  return targets.map((target) => {
    const { filter: _, ...plain } = target;
    if (plain["type"] === "exclusionGroupAssignmentTarget") return target;
    return filter === undefined ? plain : { ...plain, filter };
  });
}

function shifted(program: Program, at: number): Program {
  const singles = Map.groupBy(
    program.filter(({ isSet }) => !isSet),
    ({ policy }) => policy,
  );
  const lists = [...singles.values()].filter((list) => list.length > 1);
  const list = lists[at % Math.max(1, lists.length)] ?? [];
  const targets = new Map(list.map((each, index) => [each, list[(index + 1) % list.length]?.targets ?? []]));
  return program.map((each) => ({ ...each, targets: targets.get(each) ?? each.targets }));
}

const kindOf = ({ policy }: Declaration) => policyOf(policy).kind;

/** Whether two resources can be in one program: they have different keys, and declare no target both. */
export function canStand(one: Declaration, other: Declaration): boolean {
  if (keyOf(one) === keyOf(other)) return false;
  if (one.policy !== other.policy) return true;
  const taken = new Set(other.targets.map(about));
  return !one.isSet && !other.isSet && !one.targets.some((target) => taken.has(about(target)));
}
