import type { PolicyKind } from "../policyKind";
import { describeProblem, type Problem } from "../problems";
import { describeNamed, listNamed, type NamedPolicy } from "./namedPolicy";

/** The arguments of a lookup do not identify a policy. No request was sent. */
export class LookupArgsError extends Error {
  override readonly name = "LookupArgsError";
  /** @param noun - What was to be looked up: "compliance policy". */
  constructor(noun: string, problems: readonly Problem[]) {
    const sentences = problems.map((problem) => `- ${describeProblem(problem)}`);
    super([`The ${noun} cannot be looked up:`, ...sentences].join("\n"));
  }
}

/** The tenant has no policy with this name or id. The message lists its policies, the likeliest first. */
export class PolicyNotFoundError extends Error {
  override readonly name = "PolicyNotFoundError";
  constructor(
    kind: PolicyKind,
    wanted: string,
    readonly candidates: readonly NamedPolicy[],
  ) {
    const elsewhere = kind.elsewhere === undefined ? [] : [kind.elsewhere];
    super(
      candidates.length === 0
        ? [
            `The tenant has no ${kind.noun} with ${wanted}. It has none that can be assigned.`,
            ...elsewhere,
          ].join(" ")
        : [
            `The tenant has no ${kind.noun} with ${wanted}. It has:`,
            ...listNamed(candidates),
            ...elsewhere,
          ].join("\n"),
    );
  }
}

/** Several policies have the name. */
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

/** The policy exists, but it is built in, so nobody can assign it. */
export class BuiltInPolicyError extends Error {
  override readonly name = "BuiltInPolicyError";
  constructor(kind: PolicyKind, policy: NamedPolicy) {
    super(
      `The ${kind.noun} ${describeNamed(policy)} is built in: Intune does not let it be assigned. ` +
        "Choose a policy that your tenant made.",
    );
  }
}
