import type { PolicyAssignments } from "./assignments/policyAssignments";
import { assignmentLifecycle } from "./lifecycle/assignmentLifecycle";
import { assignmentSetLifecycle } from "./lifecycle/assignmentSetLifecycle";
import type { Lifecycle } from "./lifecycle/lifecycle";
import { ofKind, ofPolicyType } from "./lifecycle/policyProperties";
import { type PolicyKind, policyKinds, type ResourceClassName } from "./policyKind";

type MakeLifecycle = (assignments: () => PolicyAssignments) => Lifecycle;

/** How the resources of a class name their policies. */
export function policyPropertiesOf(kind: PolicyKind) {
  return kind.className === "PolicyAssignment" ? ofPolicyType : ofKind(kind);
}

/** The resource classes: two for each class that the table of kinds names. */
export const resources: ReadonlyMap<string, MakeLifecycle> = new Map(
  Object.values<PolicyKind>(policyKinds).flatMap((kind): [ResourceClassName, MakeLifecycle][] => {
    const properties = policyPropertiesOf(kind);
    return [
      [kind.className, (assignments) => assignmentLifecycle(properties, assignments)],
      [`${kind.className}Set`, (assignments) => assignmentSetLifecycle(properties, assignments)],
    ];
  }),
);
