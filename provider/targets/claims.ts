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
export interface Rival<Owner> {
  readonly owner: Owner;
  /** Whether it declares the policy's whole set. */
  readonly isSet: boolean;
}

/**
 * What the resources of one run declare in one tenant. Two resources with the same target on the same policy, or
 * one with a policy's whole set and another one with anything on it, cannot both have their way.
 */
export class Claims<Owner> {
  /** Of each policy, who declares each target. Without a target, it is who declares the whole set. */
  readonly #policies = new Map<string, Map<string | undefined, Owner>>();
  readonly #releases = new Map<Owner, () => void>();

  /**
   * Notes a claim in the place of what the owner claimed before, unless another owner has it.
   *
   * @returns Who else claims the same.
   */
  add(owner: Owner, { policy, target }: Claim): Rival<Owner> | undefined {
    this.#releases.get(owner)?.();
    this.#releases.delete(owner);
    const key = policyKey(policy);
    const claims = this.#policies.get(key) ?? new Map<string | undefined, Owner>();
    this.#policies.set(key, claims);
    const content = target && targetKey(target);
    const ofSet = claims.get(undefined);
    const [first] = claims.values();
    const rival = ofSet ?? (content === undefined ? first : claims.get(content));
    if (rival !== undefined) return { owner: rival, isSet: ofSet !== undefined };
    claims.set(content, owner);
    this.#releases.set(owner, () => claims.delete(content));
    return undefined;
  }
}

/**
 * The sentence that refuses the second of two resources.
 *
 * @param claim - What the second one declares.
 * @param isSecret - Whether the policy or the target is secret, so that neither is named.
 */
export function describeRivals(
  name: string,
  { policy, target }: Claim,
  { owner, isSet }: Rival<string>,
  isSecret: boolean,
): string {
  const described = isSecret ? "a policy" : describePolicy(policy);
  const does = isSet
    ? `owns all assignments of ${described}`
    : target === undefined
      ? `assigns ${described}, of which "${name}" owns all assignments,`
      : `assigns ${isSecret ? "a target" : describeTarget(target)} to ${described}`;
  return `"${name}" and "${owner}" claim the same: "${owner}" ${does} already. Declare it once.`;
}
