import { describePolicy, type Policy } from "../policyKind";
import type { Target } from "../target";
import { describeTarget } from "../targets/identity";
import type { Entry } from "./entry";

/** A target conflicts with an assignment of the policy. Nothing was written. */
export class TargetConflictError extends Error {
  override readonly name = "TargetConflictError";
  constructor(policy: Policy, target: Target, reason: string) {
    super(
      `The assignment of ${describeTarget(target)} on ${describePolicy(policy)} was not made: ${reason}. ` +
        "If this stack did not make the other assignment, remove or import it first. If another resource of this " +
        "stack has it, both can change in one `pulumi up` only when both are updated in place and at the same time: " +
        "not with --parallel 1 or with a lower --parallel than the number of changes that exchange targets, not where " +
        "one depends on the other, and not where the other one is deleted or replaced, because Pulumi deletes last. " +
        "Then free the target in an `up` of its own first. If this resource itself is being replaced, set " +
        "deleteBeforeReplace.",
    );
  }
}

/** Two resources of one deployment that claim the same target on the same policy. */
export class DuplicateTargetError extends Error {
  override readonly name = "DuplicateTargetError";
  constructor(policy: Policy, target: Target) {
    super(
      `Two resources of this deployment claim ${describeTarget(target)} on ${describePolicy(policy)}. ` +
        "Declare the assignment once.",
    );
  }
}

/** Graph accepted a write, but its reads do not show it in time. */
export class NotConfirmedError extends Error {
  override readonly name = "NotConfirmedError";
  constructor(attempt: string, missing: readonly string[], detail: string) {
    super(
      `Tried to ${attempt}: Graph accepted the request, but does not show ${missing.join(", ")} ${detail}. ` +
        "The next run finds what is there and completes it.",
    );
  }
}

/** Graph returned an assignment that the provider does not understand, so writing the set back could damage it. */
export class UnreadableAssignmentError extends Error {
  override readonly name = "UnreadableAssignmentError";
  constructor(attempt: string) {
    super(
      `Tried to ${attempt}: Graph answered an assignment without an id or without a typed target, or one that is nested too deep. ` +
        "The provider writes nothing that is based on an answer it does not understand.",
    );
  }
}

/** The notes of this process, or the folder of the run that they are in, were removed while the run went on. */
export class NotesGoneError extends Error {
  override readonly name = "NotesGoneError";
  /** @param gone - The path of the file or folder. */
  constructor(gone: string) {
    super(
      `${gone} is gone. Without it, the provider processes of this run do not know what the others do. ` +
        "Run again, and keep other programs from removing files in that folder.",
    );
  }
}

/** The folder for the notes of all runs of a user belongs to somebody else, or others can read it. */
export class FolderNotPrivateError extends Error {
  override readonly name = "FolderNotPrivateError";
  constructor(folder: string) {
    super(
      `${folder} must be a folder that only you can read: the provider processes of one Pulumi run keep notes for each other there. ` +
        "Remove it, or set TMPDIR (TEMP on Windows) to a folder of your own.",
    );
  }
}

/** The folder for the notes of a run cannot be written, because it is read-only or full, for example. */
export class NotesNotWrittenError extends Error {
  override readonly name = "NotesNotWrittenError";
  /** @param file - The path of the file or folder. */
  constructor(
    file: string,
    override readonly cause: Error,
  ) {
    super(
      `Cannot write ${file}: the provider processes of one Pulumi run keep notes for each other there. ` +
        `The reason: ${cause.message}. Make room, or set TMPDIR (TEMP on Windows) to a folder that you can write to.`,
    );
  }
}

/** A write failed, but it may have taken effect, or may still. */
export class UnconfirmedWriteError extends Error {
  override readonly name = "UnconfirmedWriteError";
  /**
   * @param cause - The failure itself.
   * @param left - What the write may have taken away, if it took effect.
   */
  constructor(
    override readonly cause: unknown,
    readonly left: readonly Entry[] = [],
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}
