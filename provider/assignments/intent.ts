import { describePolicy, type Policy } from "../policyKind";
import { describeTarget, type Identity, identify } from "../targets/identity";
import type { Target } from "../targets/target";

/** An assignment as a resource knows it. */
export interface Known {
  /** Graph's id, where it is known. */
  readonly assignmentId: string | undefined;
  readonly target: Target;
}

/** What one call of the engine wants of a policy: the one thing that its writer is told. */
export interface Intent {
  readonly policy: Policy;
  /** What is tried, for messages: "create the assignment of group … on compliance policy …". */
  readonly attempt: string;
  /** The targets that are to be assigned. */
  readonly wants: readonly Identity[];
  /** What the resource lets go of: its own assignment, or `all` that nobody of this run wants. */
  readonly leaves: Known | "all" | undefined;
}

/** Makes a target assigned, in the place of an old one for an update. */
export function ensure(policy: Policy, target: Target, old: Known | undefined): Intent {
  const what = describeTarget(target);
  const attempt =
    old === undefined
      ? `create the assignment of ${what} on ${describePolicy(policy)}`
      : `change the assignment on ${describePolicy(policy)} from ${describeTarget(old.target)} to ${what}`;
  return { policy, attempt, wants: [identify(target)], leaves: old };
}

/** Lets go of a resource's assignment. */
export function letGo(policy: Policy, known: Known): Intent {
  const attempt = `delete the assignment of ${describeTarget(known.target)} on ${describePolicy(policy)}`;
  return { policy, attempt, wants: [], leaves: known };
}

/** Makes the targets the whole set of a policy; without any, lets go of the whole set. */
export function beTheSet(policy: Policy, targets: readonly Target[]): Intent {
  const attempt = `assign ${targets.length} targets to ${describePolicy(policy)}`;
  return { policy, attempt, wants: targets.map(identify), leaves: "all" };
}
