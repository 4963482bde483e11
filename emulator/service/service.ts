import type { PolicyKind } from "../policies/kinds";
import type { Target } from "../targets/target";
import type { Assignment } from "../tenant/assignment";
import type { Policy } from "../tenant/policy";

/** The face of the service in force: where Microsoft's pages and public reports disagree. @internal */
export interface Service {
  /** Whether POST, PATCH and DELETE of single assignments have a route. */
  readonly routesSingleWrites: boolean;
  /** What stands before the `@odata.type` of a target in answers. */
  readonly typePrefix: "#" | "";
  /** Whether an assignment says its own `@odata.type`. */
  readonly annotatesAssignments: boolean;
  /** The key of a new assignment. */
  newAssignmentId(kind: PolicyKind, policy: Policy, target: Target): string;
  /** Throws the service's refusal of a set that it does not take. */
  checkSet(kind: PolicyKind, policy: Policy, assignments: readonly Assignment[]): void;
}
