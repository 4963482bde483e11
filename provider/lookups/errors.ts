import type { PolicyKind } from "../policyKind";
import { describeNamed, listNamed, type NamedPolicy } from "./namedPolicy";

/** What a lookup was given can not name a policy. Nothing was asked of Graph. @internal */
export class LookupArgsError extends Error {
  override readonly name = "LookupArgsError";
  constructor(kind: PolicyKind, problems: readonly string[]) {
    super(
      [`The ${kind.noun} can not be looked up:`, ...problems.map((problem) => `- ${problem}`)].join("\n"),
    );
  }
}

/** The tenant has no such policy. The message lists those that it has, the likeliest first. @internal */
export class PolicyNotFoundError extends Error {
  override readonly name = "PolicyNotFoundError";
  constructor(
    kind: PolicyKind,
    wanted: string,
    readonly candidates: readonly NamedPolicy[],
  ) {
    super(
      candidates.length === 0
        ? `The tenant has no ${kind.noun} with ${wanted}; it has none at all that could be assigned.`
        : [`The tenant has no ${kind.noun} with ${wanted}. It has:`, ...listNamed(candidates)].join("\n"),
    );
  }
}

/** Several policies have the name. @internal */
export class PolicyNotUniqueError extends Error {
  override readonly name = "PolicyNotUniqueError";
  constructor(
    kind: PolicyKind,
    wanted: string,
    readonly candidates: readonly NamedPolicy[],
  ) {
    super([`More than one ${kind.noun} has ${wanted}. Choose by id:`, ...listNamed(candidates)].join("\n"));
  }
}

/** The policy is there, but Intune made it itself and lets nobody assign it. @internal */
export class BuiltInPolicyError extends Error {
  override readonly name = "BuiltInPolicyError";
  constructor(kind: PolicyKind, policy: NamedPolicy) {
    super(
      `The ${kind.noun} ${describeNamed(policy)} is built in: Intune does not let it be assigned. ` +
        "Choose one that your tenant made.",
    );
  }
}

/** Graph listed a policy without an id. @internal */
export class UnreadablePolicyError extends Error {
  override readonly name = "UnreadablePolicyError";
  constructor(attempt: string) {
    super(`Tried to ${attempt}: Graph listed one without an id.`);
  }
}
