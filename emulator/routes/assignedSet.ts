import { badRequest, conflict, intuneBadRequest, resourceNotFound } from "../graph/errors";
import type { ServiceName } from "../policyColumns";
import type { Assignment, Policy } from "../tenant/policy";
import { type Target, targetKey } from "../tenant/target";
import { type AssignmentBody, requiredTarget } from "./assignBody";

/** A new assignment of a client. Its source is `direct`. */
export function newAssignment(policy: Policy, service: ServiceName, body: AssignmentBody): Assignment {
  const target = storedTarget(policy, service, requiredTarget(body));
  return {
    id: policy.newAssignmentId(service, target),
    target,
    source: "direct",
    sourceId: policy.directSourceId,
    more: { ...policy.kind.assignmentDefaults, ...body.more },
  };
}

/**
 * The target as the service stores it. Enrollment configurations take no exclusions. The service was reported to store
 * them as inclusions, so the policy reaches exactly the group to exclude (SkipToTheEndpoint/TenuVault) [R].
 */
function storedTarget({ kind }: Policy, service: ServiceName, target: Target): Target {
  return kind[service].storesExclusionsAsInclusions && target.type === "exclusionGroupAssignmentTarget"
    ? { ...target, type: "groupAssignmentTarget" }
    : target;
}

export function findAssignment(assignments: readonly Assignment[], id: string): Assignment {
  const found = assignments.find((assignment) => assignment.id.toLowerCase() === id.toLowerCase());
  if (found === undefined) {
    throw resourceNotFound(`The assignment '${id}' was not found.`);
  }
  return found;
}

/**
 * The set with one more assignment. The pages do not say what happens if the target is in the set already. An
 * assignment is nothing but its target, so a second direct one is answered 409 [I].
 */
export function withAdded(assignments: readonly Assignment[], added: Assignment): Assignment[] {
  refuseSecond(assignments, added);
  return [...assignments, added];
}

/**
 * The set with another target in one assignment, which keeps its id [D]. An id that names its target follows it [I]:
 * otherwise a second assignment of the old target would have the same id.
 */
export function withChanged(
  policy: Policy,
  service: ServiceName,
  old: Assignment,
  body: AssignmentBody,
): { changed: Assignment; next: Assignment[] } {
  const target = body.target === undefined ? old.target : storedTarget(policy, service, body.target);
  const id =
    policy.kind[service].assignmentId === undefined ? old.id : policy.newAssignmentId(service, target);
  const changed = { ...old, id, target, more: { ...old.more, ...body.more } };
  const { assignments } = policy;
  refuseSecond(
    assignments.filter((assignment) => assignment !== old),
    changed,
  );
  return { changed, next: assignments.map((assignment) => (assignment === old ? changed : assignment)) };
}

function refuseSecond(assignments: readonly Assignment[], { target }: Assignment): void {
  const key = targetKey(target);
  if (assignments.some((other) => other.source === "direct" && targetKey(other.target) === key)) {
    throw conflict("An assignment with the same target exists already.");
  }
}

/**
 * The set after `assign`, which replaces it [D]. If a target is in the set already, its assignment stays, with its id.
 * Any other assignment is new, even if its group was in the set with another type [R].
 *
 * Assignments with the source `policySets` belong to a policy set (the beta page of
 * deviceAndAppManagementAssignmentSource). Whether or not the body names them, `assign` neither removes them nor makes
 * them direct, and it cannot add one [I]. A direct assignment can exist beside one, for the same group and with the
 * same id (Microsoft365DSC #3058) [R].
 */
export function assignedSet(
  policy: Policy,
  service: ServiceName,
  bodies: readonly AssignmentBody[],
): Assignment[] {
  const ofPolicySets = policy.assignments.filter(({ source }) => source === "policySets");
  const present = new Map(
    policy.assignments
      .filter(({ source }) => source === "direct")
      .map((assignment) => [targetKey(assignment.target), assignment]),
  );
  const next = new Map<string, Assignment>();
  const named = new Set<string>();
  for (const body of bodies) {
    const made = newAssignment(policy, service, body);
    const key = targetKey(made.target);
    if (named.has(key)) {
      // Neither documented nor reported. A service with one assignment for each target cannot store both [I].
      throw badRequest("The request names the same assignment target more than once.");
    }
    named.add(key);
    if (!isOfPolicySet(body, key, ofPolicySets, present)) {
      const old = present.get(key);
      next.set(
        key,
        old === undefined ? made : { ...old, target: made.target, more: { ...old.more, ...body.more } },
      );
    }
  }
  return [...ofPolicySets, ...next.values()];
}

/** Whether a client sends back a policy set's assignment. In v1.0, no `source` says so. */
function isOfPolicySet(
  { id, source }: AssignmentBody,
  key: string,
  ofPolicySets: readonly Assignment[],
  present: ReadonlyMap<string, Assignment>,
): boolean {
  return (
    source === "policySets" ||
    (source === undefined && !present.has(key) && ofPolicySets.some((assignment) => assignment.id === id))
  );
}

/** Only the policy set can change its assignments [I]. */
export function refusePolicySets({ source }: Assignment): void {
  if (source === "policySets") {
    throw intuneBadRequest("The assignment was made by a policy set and can only be changed there.");
  }
}
