import type { PolicyAssignments } from "./assignments/policyAssignments";
import { assignmentLifecycle } from "./lifecycle/assignmentLifecycle";
import { assignmentSetLifecycle } from "./lifecycle/assignmentSetLifecycle";
import type { Lifecycle } from "./lifecycle/lifecycle";
import { ofKind, ofPolicyType } from "./lifecycle/policyProperties";
import { type PolicyKind, policyKinds, type ResourceClassName } from "./policyKind";

type MakeLifecycle = (assignments: () => PolicyAssignments) => Lifecycle;

/** This version of the package has no such resource class. */
export class UnknownResourceError extends Error {
  override readonly name = "UnknownResourceError";
  constructor(className: string) {
    super(
      `pulumi-intune has no resource "${className}"; it has ${[...resources.keys()].join(", ")}. ` +
        "Is the installed version older than the one that wrote the stack's state?",
    );
  }
}

/** How the resources of a class name their policies. */
export function policyPropertiesOf(kind: PolicyKind) {
  return kind.className === "PolicyAssignment" ? ofPolicyType : ofKind(kind);
}

/**
 * What makes the lifecycle of a resource class.
 *
 * @throws UnknownResourceError
 */
export function lifecycleMaker(className: string): MakeLifecycle {
  const make = resources.get(className);
  if (make === undefined) throw new UnknownResourceError(className);
  return make;
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
