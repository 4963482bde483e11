import { intuneBadRequest } from "../graph/errors";
import type { PolicyKind } from "../policyKind";
import type { EmulatorSettings } from "../settings";
import type { Assignment, Policy } from "../tenant/policy";
import { noFilterId, targetKey } from "../tenant/target";
import type { Tenant } from "../tenant/tenant";

/** The part of the emulator that Graph's routes need. Setting a state replaces the tenant. */
export interface Emulated {
  readonly tenant: Tenant;
  readonly settings: Readonly<EmulatorSettings>;
}

/**
 * The policy with an id. Throws if it is built in: built-in policies reach everybody, and you cannot assign them [R].
 */
export function assignablePolicy({ tenant, settings }: Emulated, kind: PolicyKind, id: string): Policy {
  const policy = tenant.policy(kind, id, settings.service);
  if (policy.isBuiltIn) {
    throw intuneBadRequest(`The default enrollment configuration '${id}' cannot be assigned.`);
  }
  return policy;
}

/** Throws Intune's error if a policy cannot have a set. */
export function checkSet({ tenant, settings }: Emulated, policy: Policy, next: readonly Assignment[]): void {
  const { service } = settings;
  refuseTargets(policy.kind[service].targets, next);
  if (service === "observed") {
    refuseSharedIds(policy, next);
    refuseMissingFilters(tenant, next);
  }
}

/** Reported of app protection policies (KelvinTegelaar/CIPP #4677) [R]. */
function refuseTargets(accepted: readonly string[] | undefined, next: readonly Assignment[]): void {
  const other = next.find(({ target }) => accepted?.includes(target.type) === false);
  if (other !== undefined) {
    throw intuneBadRequest(`Unsupported AssignmentTarget type: ${other.target.type}.`);
  }
}

/** If the id does not tell inclusion from exclusion, one group cannot be both [R]. */
function refuseSharedIds(policy: Policy, next: readonly Assignment[]): void {
  const seen = new Map<string, string>();
  for (const { target } of next.filter(({ source }) => source === "direct")) {
    const id = policy.newAssignmentId("observed", target);
    const key = targetKey(target);
    if (seen.has(id) && seen.get(id) !== key) {
      throw intuneBadRequest(
        `The group ${target.properties["groupId"]} cannot be both included and excluded.`,
      );
    }
    seen.set(id, key);
  }
}

/** A filter that does not exist, or is outside of the caller's scope tags (Micke-K/IntuneManagement #373) [R]. */
function refuseMissingFilters(
  { assignmentFilters, hasOwnFilters }: Tenant,
  next: readonly Assignment[],
): void {
  const missing = next
    .map(({ target }) => target.filter?.id ?? noFilterId)
    .find((id) => id !== noFilterId && assignmentFilters.get(id) === undefined);
  if (hasOwnFilters && missing !== undefined) {
    throw intuneBadRequest(`Scope Tags validation failed : Filters ${missing} , Validated filters`);
  }
}

/** The path of a kind's policies, below the version. */
export function pathOf({ root, collection }: PolicyKind): string {
  return `${root}/${collection}`;
}
