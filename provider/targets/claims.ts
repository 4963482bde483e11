import { describePolicy, type Policy, policyKey } from "../policyKind";
import type { Target } from "../target";
import { describeTarget, targetKey } from "./identity";

/** What a resource declares on one policy: one target, or the whole set. */
export interface Claim {
  readonly policy: Policy;
  /** None for a whole set, whatever its targets are. */
  readonly target?: Target;
}

/** One key per claim. */
export function claimKey({ policy, target }: Claim): string {
  return target === undefined ? policyKey(policy) : `${policyKey(policy)} ${targetKey(target)}`;
}

/** Another resource that declares the same. */
export interface RivalClaim<Owner> {
  readonly owner: Owner;
  /** What it does already: "assigns group … to …". */
  readonly words: string;
}

interface PolicyClaims<Owner> {
  readonly targets: Map<string, Owner>;
  wholeSet?: Owner;
}

/**
 * What the resources of one run declare in one tenant. Two resources with the same target on the same policy, or
 * one with a policy's whole set and another one with anything on it, cannot both have their way.
 */
export class Claims<Owner> {
  readonly #policies = new Map<string, PolicyClaims<Owner>>();
  readonly #releases = new Map<Owner, () => void>();

  /**
   * Notes a claim in the place of what the owner claimed before, unless another owner has it.
   *
   * @param secret - Whether the target is not to be named.
   * @returns Who else claims the same.
   */
  add(owner: Owner, { policy, target }: Claim, secret = false): RivalClaim<Owner> | undefined {
    this.#releases.get(owner)?.();
    this.#releases.delete(owner);
    const key = policyKey(policy);
    const claims = this.#policies.get(key) ?? { targets: new Map<string, Owner>() };
    this.#policies.set(key, claims);
    if (claims.wholeSet !== undefined) {
      return { owner: claims.wholeSet, words: `owns all assignments of ${describePolicy(policy)}` };
    }
    if (target === undefined) {
      const [rival] = claims.targets.values();
      if (rival !== undefined) {
        return {
          owner: rival,
          words: `assigns ${describePolicy(policy)}, of which this one owns all assignments,`,
        };
      }
      claims.wholeSet = owner;
      this.#releases.set(owner, () => delete claims.wholeSet);
      return undefined;
    }
    const content = targetKey(target);
    const rival = claims.targets.get(content);
    if (rival !== undefined) {
      return {
        owner: rival,
        words: `assigns ${secret ? "a target" : describeTarget(target)} to ${describePolicy(policy)}`,
      };
    }
    claims.targets.set(content, owner);
    this.#releases.set(owner, () => claims.targets.delete(content));
    return undefined;
  }
}

/** The sentence that refuses the second of two resources. */
export function describeRivals(name: string, rival: RivalClaim<string>): string {
  return `"${name}" and "${rival.owner}" claim the same: "${rival.owner}" ${rival.words} already. Declare it once.`;
}
