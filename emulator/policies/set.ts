import { badRequest, conflict, intuneBadRequest, resourceNotFound } from "../graph/errors";
import type { Service } from "../service/service";
import { targetKey } from "../targets/identity";
import type { Target } from "../targets/target";
import type { Assignment } from "../tenant/assignment";
import type { Policy } from "../tenant/policy";
import { type AssignmentBody, requiredTarget } from "./bodies";
import type { PolicyKind } from "./kinds";

/** What a write is about. @internal */
export interface Subject {
  readonly kind: PolicyKind;
  readonly policy: Policy;
  readonly service: Service;
}

/** An assignment that a client makes: direct. Its `sourceId` is the policy's [I]. @internal */
export function newAssignment({ kind, policy, service }: Subject, target: Target): Assignment {
  return { id: service.newAssignmentId(kind, policy, target), target, source: "direct", sourceId: policy.id };
}

/** @internal */
export function findAssignment(assignments: readonly Assignment[], id: string): Assignment {
  const found = assignments.find((assignment) => assignment.id.toLowerCase() === id.toLowerCase());
  if (found === undefined) {
    throw resourceNotFound(`The assignment '${id}' was not found.`);
  }
  return found;
}

/**
 * The set with one more. The pages do not say what becomes of a target that is there already; since an assignment is
 * nothing but its target, there cannot be a second one: 409 [I].
 *
 * @internal
 */
export function withAdded(assignments: readonly Assignment[], added: Assignment): Assignment[] {
  refuseSecond(assignments, added);
  return [...assignments, added];
}

/** The set with another target in one assignment, which keeps its id [D]. @internal */
export function withChanged(assignments: readonly Assignment[], changed: Assignment): Assignment[] {
  refuseSecond(
    assignments.filter(({ id }) => id !== changed.id),
    changed,
  );
  return assignments.map((assignment) => (assignment.id === changed.id ? changed : assignment));
}

function refuseSecond(assignments: readonly Assignment[], { target }: Assignment): void {
  const key = targetKey(target);
  if (assignments.some((other) => targetKey(other.target) === key)) {
    throw conflict("An assignment with the same target exists already.");
  }
}

/**
 * The set after `assign`, which replaces it [D]. An assignment whose target is in the set already stays, with its id;
 * any other is new, also where its group was in the set with another type [R].
 *
 * Assignments that a policy set made (source `policySets`) are of the policy set, as the beta page of
 * deviceAndAppManagementAssignmentSource has it: `assign` neither removes them nor makes them direct, whether or not
 * the body names them, and nobody can add one this way [I].
 *
 * @internal
 */
export function assignedSet(subject: Subject, bodies: readonly AssignmentBody[]): Assignment[] {
  const present = new Map(
    subject.policy.assignments.map((assignment) => [targetKey(assignment.target), assignment]),
  );
  const next = new Map([...present].filter(([, { source }]) => source === "policySets"));
  const named = new Set<string>();
  for (const body of bodies) {
    const target = requiredTarget(body);
    const key = targetKey(target);
    if (named.has(key)) {
      // Neither documented nor reported; a service that keeps one assignment for each target cannot take both [I].
      throw badRequest("The request names the same assignment target more than once.");
    }
    named.add(key);
    if (!body.ofPolicySet && !next.has(key)) {
      const old = present.get(key);
      next.set(key, old === undefined ? newAssignment(subject, target) : { ...old, target });
    }
  }
  return [...next.values()];
}

/** Assignments of a policy set are changed there [I]. @internal */
export function refusePolicySets({ source }: Assignment): void {
  if (source === "policySets") {
    throw intuneBadRequest("The assignment was made by a policy set and can only be changed there.");
  }
}

/** Built-in configurations reach everybody and cannot be assigned [R]. @internal */
export function refuseBuiltIn({ kind, policy }: Subject): void {
  if (kind.collection === "deviceEnrollmentConfigurations" && /_Default[^_]*$/.test(policy.id)) {
    throw intuneBadRequest(`The default enrollment configuration '${policy.id}' cannot be assigned.`);
  }
}
