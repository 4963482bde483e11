import { badRequest, conflict, intuneBadRequest, resourceNotFound } from "../graph/errors";
import type { ServiceName } from "../policyColumns";
import type { Assignment, Policy } from "../tenant/policy";
import { type Target, targetKey } from "../tenant/target";
import { type AssignmentBody, requiredTarget } from "./assignBody";

/** An assignment that a client makes: direct. */
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
 * What becomes of a target that a client sends. Enrollment configurations take no exclusions; the service was seen to
 * store them as inclusions, so that the group that was to be spared is targeted (SkipToTheEndpoint/TenuVault) [R].
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
 * The set with one more. The pages do not say what becomes of a target that is there already; since an assignment is
 * nothing but its target, there cannot be a second direct one: 409 [I].
 */
export function withAdded(assignments: readonly Assignment[], added: Assignment): Assignment[] {
  refuseSecond(assignments, added);
  return [...assignments, added];
}

/** The set with another target in one assignment, which keeps its id [D]. */
export function withChanged(
  policy: Policy,
  service: ServiceName,
  old: Assignment,
  body: AssignmentBody,
): { changed: Assignment; next: Assignment[] } {
  const target = body.target === undefined ? old.target : storedTarget(policy, service, body.target);
  const changed = { ...old, target, more: { ...old.more, ...body.more } };
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
 * The set after `assign`, which replaces it [D]. An assignment whose target is in the set already stays, with its id;
 * any other is new, also where its group was in the set with another type [R].
 *
 * Assignments that a policy set made (source `policySets`) belong to the policy set, as the beta page of
 * deviceAndAppManagementAssignmentSource has it: `assign` neither removes them nor makes them direct, whether or not
 * the body names them, and nobody can add one this way [I]. A direct one may stand beside it, for the same group and
 * with the same id (Microsoft365DSC #3058) [R].
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
      // Neither documented nor reported; a service that keeps one assignment for each target cannot take both [I].
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

/** Whether a body is a policy set's assignment that a client sends back: v1.0 has no `source` to say so. */
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

/** Assignments of a policy set are changed there [I]. */
export function refusePolicySets({ source }: Assignment): void {
  if (source === "policySets") {
    throw intuneBadRequest("The assignment was made by a policy set and can only be changed there.");
  }
}
