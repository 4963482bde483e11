import type { PolicyAssignments } from "./assignments/policyAssignments";
import { assignmentLifecycle } from "./lifecycle/assignmentLifecycle";
import { assignmentSetLifecycle } from "./lifecycle/assignmentSetLifecycle";
import type { Lifecycle } from "./lifecycle/lifecycle";
import { policyKinds } from "./policyKind";

type MakeLifecycle = (assignments: () => PolicyAssignments) => Lifecycle;

/** The resource classes: two for each kind of policy. */
export const resources: ReadonlyMap<string, MakeLifecycle> = new Map(
  Object.entries(policyKinds).flatMap(([name, kind]): [string, MakeLifecycle][] => [
    [`${name}Assignment`, (assignments) => assignmentLifecycle(kind, assignments)],
    [`${name}AssignmentSet`, (assignments) => assignmentSetLifecycle(kind, assignments)],
  ]),
);
