import fc from "fast-check";
import type { Properties } from "../../provider/lifecycle/lifecycle";

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

/** The policies of the tenant: class, property of the id, id. */
export const policies = [
  ["DeviceCompliancePolicy", "deviceCompliancePolicyId", "9f2b6c1e-0000-4000-8000-000000000001"],
  ["DeviceCompliancePolicy", "deviceCompliancePolicyId", "9f2b6c1e-0000-4000-8000-000000000002"],
  ["DeviceCompliancePolicy", "deviceCompliancePolicyId", "9f2b6c1e-0000-4000-8000-000000000003"],
  [
    "EnrollmentConfiguration",
    "deviceEnrollmentConfigurationId",
    "9f2b6c1e-0000-4000-8000-000000000004_Limit",
  ],
] as const;

/** The policy of an index. */
export function policyOf(index: number) {
  return policies[index % policies.length] ?? policies[0];
}

/** The resource's class, which with its name is what the engine knows it by. */
export function classOf({ isSet, policy }: Declaration): string {
  return `${policyOf(policy)[0]}Assignment${isSet ? "Set" : ""}`;
}

export function inputsOf({ isSet, policy, targets }: Declaration): Properties {
  const [, idProperty, id] = policyOf(policy);
  return { [idProperty]: id, ...(isSet ? { targets } : { target: targets[0] }) };
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
const inclusion = fc.oneof(
  { weight: 4, arbitrary: group("groupAssignmentTarget") },
  { weight: 1, arbitrary: fc.constant<Declared>({ type: "allDevicesAssignmentTarget" }) },
);
const target = (policy: number): fc.Arbitrary<Declared> =>
  fc.oneof(
    { weight: 4, arbitrary: inclusion },
    {
      weight: 2,
      arbitrary: fc.tuple(inclusion, filter).map(([plain, filter]): Declared => ({ ...plain, filter })),
    },
    // Enrollment configurations take no exclusions.
    ...(policyOf(policy)[0] === "EnrollmentConfiguration" ? [] : [{ weight: 3, arbitrary: exclusion }]),
  );

const provider = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2) },
);
const name = fc.constantFrom("a", "b", "c", "d", "e", "f");

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

const key = (declaration: Declaration) => `${classOf(declaration)} ${declaration.name}`;

/** A few resources on a few policies, whose names, policies and targets change from one program to the next. */
const fewResources: fc.Arbitrary<Program> = fc
  .tuple(onPolicy(0), onPolicy(1), onPolicy(2), onPolicy(3))
  .map((all) => all.flat())
  .chain((all) => {
    const unique = [...new Map(all.map((each) => [key(each), each])).values()];
    return fc.shuffledSubarray(unique, { minLength: unique.length });
  });

/** A list of single assignments that are named by their index, as `groups.map((group, i) => new …("a" + i, …))` does. */
const list: fc.Arbitrary<Program> = fc
  .tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.shuffledSubarray(
      Array.from({ length: 14 }, (_, n) => n + 1),
      { minLength: 5 },
    ),
  )
  .map(([policy, groups]) =>
    groups.map((n, index): Declaration => {
      const only = { type: "groupAssignmentTarget", groupId: guid(n) };
      return { name: `list${index}`, isSet: false, policy, targets: [only], provider: 0 };
    }),
  );

/** Programs that check accepts. */
export const program: fc.Arbitrary<Program> = fc.oneof(
  { weight: 5, arbitrary: fewResources },
  { weight: 1, arbitrary: list },
);
