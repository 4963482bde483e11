import type {
  AnyPolicyState,
  AssignmentStateInput,
  EmulatorState,
  EmulatorStateInput,
  JsonObject,
  PolicyCollection,
} from "../../emulator";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import type { Target } from "../../provider/target";

/** Every row of the table of kinds. */
export const everyKind = Object.values<PolicyKind>(policyKinds);

const guid = (letter: string, n: number) => `${letter}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** The id of the nth group that the targets here name. */
export const groupIdOf = (n: number) => guid("a", n);

/** The id of the nth policy of a kind. */
export function policyIdOf(kind: PolicyKind, n: number): string {
  return kind.builtIn ? `${guid("b", n)}_Limit` : guid("b", n);
}

/** One target of each type that a kind takes from an admin center: a group, narrowed by a filter where it takes one. */
export function targetsOf(kind: PolicyKind, group = 1): Target[] {
  // No test looks this one up. The process remembers what is looked up, and refuses a filter that does not fit.
  const filter = { id: guid("f", 77), type: "exclude" } as const;
  const all: Target[] = [
    { type: "groupAssignmentTarget", groupId: groupIdOf(group), ...(kind.filters !== "none" && { filter }) },
    { type: "exclusionGroupAssignmentTarget", groupId: groupIdOf(group + 1) },
    { type: "allDevicesAssignmentTarget" },
    { type: "allLicensedUsersAssignmentTarget" },
    ...(kind.allUsersGroup ? [{ type: "groupAssignmentTarget", groupId: kind.allUsersGroup } as const] : []),
  ];
  return all.filter(({ type }) => kind.refusedTargets?.[type] === undefined);
}

/** A target as Graph writes it. */
export function wireOf(target: Target): JsonObject & { "@odata.type": string } {
  const { type, filter, ...properties } = target as Target & { filter?: { id: string; type: string } };
  return {
    "@odata.type": `#microsoft.graph.${type}`,
    ...properties,
    ...(filter && {
      deviceAndAppManagementAssignmentFilterId: filter.id,
      deviceAndAppManagementAssignmentFilterType: filter.type,
    }),
  };
}

/** A tenant with policies of some kinds. `sets` has the assignments of each policy of a kind, in the order of {@link policyIdOf}. */
export function tenantOfKinds(
  kinds: readonly PolicyKind[],
  sets: (kind: PolicyKind) => readonly (readonly AssignmentStateInput[])[],
): EmulatorStateInput {
  const policies = (kind: PolicyKind) =>
    sets(kind).map((assignments, index) => ({
      id: policyIdOf(kind, index + 1),
      [kind.nameProperty]: `${kind.noun} ${index + 1}`,
      assignments: [...assignments],
    }));
  return Object.fromEntries(kinds.map((kind) => [kind.collection, policies(kind)])) as EmulatorStateInput;
}

/** The policies of a kind that a tenant has. */
export function policiesOf(state: EmulatorState, { collection }: PolicyKind): readonly AnyPolicyState[] {
  return state[collection as PolicyCollection];
}
