import fc from "fast-check";
import type { Properties } from "../../provider/lifecycle/lifecycle";

/** A declared target. */
export type Declared = Readonly<Record<string, unknown>>;

/** What a program declares: the target of each single assignment by its name, and the targets of a whole set. */
export interface Program {
  readonly singles: Readonly<Record<string, { readonly policy: number; readonly target: Declared }>>;
  readonly set: readonly Declared[] | undefined;
}

export const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Policies with single assignments, and one whose whole set is declared. */
export const policies = {
  singles: [
    ["DeviceCompliancePolicy", "deviceCompliancePolicyId", "9f2b6c1e-0000-4000-8000-000000000001"],
    ["DeviceCompliancePolicy", "deviceCompliancePolicyId", "9f2b6c1e-0000-4000-8000-000000000002"],
    [
      "EnrollmentConfiguration",
      "deviceEnrollmentConfigurationId",
      "9f2b6c1e-0000-4000-8000-000000000003_Limit",
    ],
  ],
  set: ["DeviceCompliancePolicy", "deviceCompliancePolicyId", "9f2b6c1e-0000-4000-8000-000000000004"],
} as const;

/** The class and the inputs of each resource of a program. */
export function resourcesOf({ singles, set }: Program): Map<string, { kind: string; inputs: Properties }> {
  const resources = new Map<string, { kind: string; inputs: Properties }>();
  for (const [name, { policy, target }] of Object.entries(singles)) {
    const [kind, idProperty, id] = policies.singles[policy % policies.singles.length] ?? policies.set;
    resources.set(name, { kind: `${kind}Assignment`, inputs: { [idProperty]: id, target } });
  }
  if (set !== undefined) {
    const [kind, idProperty, id] = policies.set;
    resources.set("set", { kind: `${kind}AssignmentSet`, inputs: { [idProperty]: id, targets: set } });
  }
  return resources;
}

const filter = fc.option(
  fc.record({ id: fc.constantFrom(guid(51), guid(52)), type: fc.constantFrom("include", "exclude") }),
  { freq: 3, nil: undefined },
);
const groups = fc.integer({ min: 1, max: 5 }).map(guid);
const target: fc.Arbitrary<Declared> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("groupAssignmentTarget"), groupId: groups }) },
  {
    weight: 2,
    arbitrary: fc
      .record({ type: fc.constant("groupAssignmentTarget"), groupId: groups, filter })
      .map(({ filter, ...rest }) => (filter === undefined ? rest : { ...rest, filter })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("exclusionGroupAssignmentTarget"), groupId: groups }),
  },
  { weight: 1, arbitrary: fc.constant({ type: "allDevicesAssignmentTarget" }) },
);

/** What the target is about: a policy takes each once, a group not both ways. */
const about = (declared: Declared) => String(declared["groupId"] ?? declared["type"]);

/**
 * The program without what can not stand beside the one before: the engine creates before it deletes, so a
 * target that another resource still holds the other way round, or with another filter, is refused.
 */
export function compatible(next: Program, before: Program): Program {
  const singles = Object.entries(next.singles).filter(([name, { policy, target }]) =>
    Object.entries(before.singles).every(
      ([other, held]) =>
        other === name ||
        held.policy !== policy ||
        about(held.target) !== about(target) ||
        JSON.stringify(held.target) === JSON.stringify(target),
    ),
  );
  return { ...next, singles: Object.fromEntries(singles) };
}

/** Programs that check accepts. */
export const program: fc.Arbitrary<Program> = fc.record({
  singles: fc
    .uniqueArray(
      fc
        .record({
          name: fc.constantFrom("a", "b", "c", "d", "e"),
          policy: fc.integer({ min: 0, max: 2 }),
          target,
        })
        // Enrollment configurations take no exclusions.
        .filter(({ policy, target }) => policy !== 2 || target["type"] !== "exclusionGroupAssignmentTarget"),
      {
        maxLength: 5,
        comparator: (a, b) =>
          a.name === b.name || (a.policy === b.policy && about(a.target) === about(b.target)),
      },
    )
    .map((all) => Object.fromEntries(all.map(({ name, policy, target }) => [name, { policy, target }]))),
  set: fc.option(fc.uniqueArray(target, { maxLength: 4, selector: about }), { nil: undefined }),
});
