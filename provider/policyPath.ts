import { type GraphPath, graphPath } from "./graph";
import type { Policy } from "./policyKind";

/** The path of a policy. */
export function policyPath({ kind, id }: Policy): GraphPath {
  return graphPath`${kind.root}/${kind.collection}/${id}`;
}

/** The path of a policy's assignments, where its kind has such a list. */
export function assignmentsPath({ kind, id }: Policy): GraphPath {
  return graphPath`${kind.root}/${kind.collection}/${id}/assignments`;
}

/** The path of one assignment. */
export function assignmentPath({ kind, id }: Policy, assignmentId: string): GraphPath {
  return graphPath`${kind.root}/${kind.collection}/${id}/assignments/${assignmentId}`;
}

/** The path of the action that replaces a policy's whole set. */
export function assignPath({ kind, id }: Policy): GraphPath {
  return kind.assignCast === undefined
    ? graphPath`${kind.root}/${kind.collection}/${id}/assign`
    : graphPath`${kind.root}/${kind.collection}/${id}/${kind.assignCast}/assign`;
}
