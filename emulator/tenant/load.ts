import { checked, EmulatorInputError } from "../checked";
import { GraphError } from "../graph/errors";
import type { JsonObject } from "../json";
import { type PolicyKind, policyKinds } from "../policies/kinds";
import type { Service } from "../service/service";
import { readTarget } from "../targets/read";
import { renderTargetState } from "../targets/render";
import type { Assignment } from "./assignment";
import { type Group, Groups } from "./groups";
import { Policy } from "./policy";
import type { AssignmentStateInput, EmulatorState, EmulatorStateInput, PolicyStateInput } from "./state";
import { emulatorState } from "./stateSchema";
import { Tenant } from "./tenant";

/** A tenant that holds a state. @internal */
export function loadTenant(given: unknown, service: Service): Tenant {
  const state = checked("state", emulatorState, given);
  const groups = state.groups ?? [];
  refuseTwice("state.groups", groups);
  return new Tenant(
    {
      deviceCompliancePolicies: loadPolicies(policyKinds[0], state, service),
      deviceEnrollmentConfigurations: loadPolicies(policyKinds[1], state, service),
    },
    new Groups(groups.map((group) => group as Group)),
  );
}

function loadPolicies(kind: PolicyKind, state: EmulatorStateInput, service: Service): Policy[] {
  const policies = state[kind.collection] ?? [];
  refuseTwice(`state.${kind.collection}`, policies);
  return policies.map((policy, index) =>
    loadPolicy(`state.${kind.collection}.${index}`, kind, policy, service),
  );
}

function loadPolicy(where: string, kind: PolicyKind, given: PolicyStateInput, service: Service): Policy {
  const { assignments = [], ...properties } = given;
  const policy = new Policy(properties as JsonObject & { id: string; displayName: string }, []);
  policy.replace(
    assignments.map((assignment, index) =>
      loadAssignment(`${where}.assignments.${index}`, { kind, policy, service }, assignment),
    ),
  );
  refuseTwice(`${where}.assignments`, policy.assignments);
  return policy;
}

/** An assignment of a state, in a policy. @internal */
export function loadAssignment(
  where: string,
  { kind, policy, service }: { kind: PolicyKind; policy: Policy; service: Service },
  given: AssignmentStateInput,
): Assignment {
  try {
    const target = readTarget(given.target, "beta");
    return {
      id: given.id ?? service.newAssignmentId(kind, policy, target),
      target,
      source: given.source ?? "direct",
      sourceId: given.sourceId ?? policy.id,
    };
  } catch (error) {
    throw error instanceof GraphError ? new EmulatorInputError(`${where}.target: ${error.message}`) : error;
  }
}

function refuseTwice(where: string, entries: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id.toLowerCase())) {
      throw new EmulatorInputError(`${where}: the id ${id} is there twice`);
    }
    seen.add(id.toLowerCase());
  }
}

/** The state that a tenant holds. @internal */
export function saveTenant(tenant: Tenant): EmulatorState {
  const save = (kind: PolicyKind) =>
    tenant.policies(kind).map((policy) => ({
      ...policy.properties,
      assignments: policy.assignments.map(({ id, target, source, sourceId }) => ({
        id,
        source,
        sourceId,
        target: renderTargetState(target),
      })),
    }));
  return {
    deviceCompliancePolicies: save(policyKinds[0]),
    deviceEnrollmentConfigurations: save(policyKinds[1]),
    groups: tenant.groups.all().map((group) => ({ ...group })),
  };
}
