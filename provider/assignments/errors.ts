import { describePolicy, type Policy } from "../policyKind";
import { describeTarget } from "../targets/identity";
import type { Target } from "../targets/target";

/** A target that can not stand beside what the policy's set holds already. Nothing was written. @internal */
export class TargetConflictError extends Error {
  override readonly name = "TargetConflictError";
  constructor(policy: Policy, target: Target, reason: string) {
    super(
      `The assignment of ${describeTarget(target)} on ${describePolicy(policy)} was not made: ${reason}. ` +
        "An assignment that this stack did not make is not changed; remove or import it first. If another " +
        "resource of this stack has it, change that one's target, or take it out in a run of its own.",
    );
  }
}

/** Two resources of one deployment that claim the same target on the same policy. @internal */
export class DuplicateTargetError extends Error {
  override readonly name = "DuplicateTargetError";
  constructor(policy: Policy, target: Target) {
    super(
      `Two resources of this deployment claim ${describeTarget(target)} on ${describePolicy(policy)}. ` +
        "Declare the assignment once.",
    );
  }
}

/** Graph took a write and does not show it within the time that it was given. @internal */
export class NotConfirmedError extends Error {
  override readonly name = "NotConfirmedError";
  constructor(attempt: string, missing: readonly string[], detail: string) {
    super(
      `Tried to ${attempt}: Graph accepted the request, but does not show ${missing.join(", ")} ${detail}. ` +
        "The next run finds what is there and completes it.",
    );
  }
}

/** Graph answered an assignment that can not be understood, so that writing the set back could harm it. @internal */
export class UnreadableAssignmentError extends Error {
  override readonly name = "UnreadableAssignmentError";
  constructor(attempt: string) {
    super(
      `Tried to ${attempt}: Graph answered an assignment without an id or without a typed target, or one that is nested too deep. ` +
        "Nothing is written on the ground of an answer that is not understood.",
    );
  }
}
