import { describePolicy, type Policy } from "../policyKind";
import type { Target } from "../target";
import { describeTarget, type Identity, identify } from "../targets/identity";

/** What a resource knows about its assignment. */
export interface OwnAssignment {
  /** Graph's id, if it is known. */
  readonly assignmentId: string | undefined;
  readonly target: Target;
  /**
   * What the assignment was before updates of which nobody knows whether they took effect. Each may still be there, beside
   * the one with the target. None after an update that succeeded.
   */
  readonly formers?: readonly Former[];
}

/** An assignment by its id and the type of its target. An inclusion and an exclusion of one group can have one id. */
export interface Former {
  readonly id: string;
  readonly type: string;
}

/** What one call of the engine wants from a policy. */
export interface Intent {
  readonly policy: Policy;
  /** The attempt, for messages: "create the assignment of group … on compliance policy …". */
  readonly attempt: string;
  /** The targets to assign. */
  readonly wants: readonly Identity[];
  /** What the state says that the resource has, and it does not want any more. A reading has to show it. */
  readonly had: readonly Identity[];
  /** What the resource lets go of: its own assignment, or `all` that no resource of this run wants. */
  readonly leaves: OwnAssignment | "all" | undefined;
}

/** Assigns a target. For an update, it takes the place of the old one. */
export function ensure(policy: Policy, target: Target, old: OwnAssignment | undefined): Intent {
  const what = describeTarget(target);
  const attempt =
    old === undefined
      ? `create the assignment of ${what} on ${describePolicy(policy)}`
      : `change the assignment on ${describePolicy(policy)} from ${describeTarget(old.target)} to ${what}`;
  const wants = [identify(target)];
  return { policy, attempt, wants, had: unwanted(old === undefined ? [] : [old.target], wants), leaves: old };
}

/** Lets go of a resource's assignment. */
export function letGo(policy: Policy, known: OwnAssignment): Intent {
  const attempt = `delete the assignment of ${describeTarget(known.target)} on ${describePolicy(policy)}`;
  return { policy, attempt, wants: [], had: [identify(known.target)], leaves: known };
}

/** Makes the targets the whole set of a policy, which had the old ones. Without targets, lets go of the whole set. */
export function beTheSet(policy: Policy, targets: readonly Target[], olds: readonly Target[]): Intent {
  const attempt = `assign ${targets.length} targets to ${describePolicy(policy)}`;
  const wants = targets.map(identify);
  return { policy, attempt, wants, had: unwanted(olds, wants), leaves: "all" };
}

function unwanted(olds: readonly Target[], wants: readonly Identity[]): Identity[] {
  const wanted = new Set(wants.map(({ content }) => content));
  return olds.map(identify).filter(({ content }) => !wanted.has(content));
}
