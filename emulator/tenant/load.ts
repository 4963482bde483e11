import { checked, EmulatorInputError } from "../checked";
import { GraphError } from "../graph/errors";
import type { JsonObject } from "../graph/json";
import type { ServiceName } from "../policyColumns";
import { type PolicyCollection, type PolicyKind, policyKinds } from "../policyKind";
import { type Assignment, Policy } from "./policy";
import { readTarget } from "./readTarget";
import { renderTargetState } from "./renderTarget";
import type {
  AnyPolicyState,
  AnyPolicyStateInput,
  AssignmentState,
  AssignmentStateInput,
  EmulatorState,
} from "./state";
import { emulatorState } from "./stateSchema";
import { type Named, Tenant } from "./tenant";

/** Makes a tenant from a state. */
export function loadTenant(given: unknown, service: ServiceName): Tenant {
  const state = checked("state", emulatorState, given);
  const tenant = new Tenant({ hasOwnFilters: state.assignmentFilters !== undefined });
  for (const kind of policyKinds) {
    const policies = state[kind.collection] ?? [];
    refuseTwice(`state.${kind.collection}`, policies);
    for (const [index, policy] of policies.entries()) {
      tenant
        .policies(kind)
        .set(loadPolicy(`state.${kind.collection}.${index}`, { tenant, kind, service }, policy));
    }
  }
  const { groups = [], assignmentFilters = [] } = state;
  refuseTwice("state.groups", groups);
  for (const group of groups) {
    tenant.groups.set(group as Named);
  }
  refuseTwice("state.assignmentFilters", assignmentFilters);
  for (const filter of assignmentFilters) {
    tenant.assignmentFilters.set(filter as Named);
  }
  return tenant;
}

interface Place {
  readonly tenant: Tenant;
  readonly service: ServiceName;
}

function loadPolicy(where: string, place: Place & { kind: PolicyKind }, given: AnyPolicyStateInput): Policy {
  const { assignments: all, ...properties } = given;
  const policy = new Policy(place.kind, properties as JsonObject & { id: string });
  const assignments = all ?? (policy.isBuiltIn ? [everyDevice(policy)] : []);
  policy.load(
    assignments.map((assignment, index) =>
      loadAssignment(`${where}.assignments.${index}`, { ...place, policy }, assignment),
    ),
  );
  // A policy set's assignment may have the id of a direct one (Microsoft365DSC #3058) [R].
  for (const source of ["direct", "policySets"]) {
    refuseTwice(
      `${where}.assignments`,
      policy.assignments.filter((each) => each.source === source),
    );
  }
  return policy;
}

/** The one assignment that a built-in policy lists, with the policy's own id [R]. */
function everyDevice({ id }: Policy): AssignmentStateInput {
  return { id, sourceId: null, target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } };
}

/** Makes a policy's assignment from a state. */
export function loadAssignment(
  where: string,
  { tenant, policy, service }: Place & { policy: Policy },
  given: AssignmentStateInput,
): Assignment {
  const { id, target: body, source = "direct", sourceId = policy.directSourceId, ...more } = given;
  try {
    const target = readTarget(body, { version: "beta", knows: () => true });
    for (const name of Object.keys(more)) {
      tenant.vocabulary.add(`${policy.kind.assignmentType}.${name}`);
    }
    tenant.vocabulary.add(target.type);
    for (const name of Object.keys(target.more)) {
      tenant.vocabulary.add(`${target.type}.${name}`);
    }
    return {
      id: id ?? policy.newAssignmentId(service, target),
      target,
      source,
      sourceId,
      more: { ...policy.kind.assignmentDefaults, ...(more as JsonObject) },
    };
  } catch (error) {
    throw error instanceof GraphError ? new EmulatorInputError(`${where}.target: ${error.message}`) : error;
  }
}

function refuseTwice(where: string, entries: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id.toLowerCase())) {
      throw new EmulatorInputError(`${where}: the id ${id} appears twice`);
    }
    seen.add(id.toLowerCase());
  }
}

/** The state of a tenant. */
export function saveTenant(tenant: Tenant): EmulatorState {
  const policies = policyKinds.map((kind) => [kind.collection, tenant.policies(kind).all().map(savePolicy)]);
  const filters = tenant.assignmentFilters.all().map((filter) => ({ ...filter }));
  return {
    ...(Object.fromEntries(policies) as Pick<EmulatorState, PolicyCollection>),
    groups: tenant.groups.all().map((group) => ({ ...group })),
    ...(tenant.hasOwnFilters && { assignmentFilters: filters }),
  };
}

function savePolicy({ properties, assignments }: Policy): AnyPolicyState {
  const save = ({ id, target, source, sourceId, more }: Assignment): AssignmentState => ({
    ...more,
    id,
    source,
    sourceId,
    target: renderTargetState(target),
  });
  return { ...properties, assignments: assignments.map(save) };
}
