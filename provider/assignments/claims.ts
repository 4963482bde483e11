import { type Policy, policyKey } from "../policyKind";
import { targetKey } from "../targets/identity";
import type { Target } from "../targets/target";
import { DuplicateTargetError } from "./errors";

/** One resource's hold on one target. @internal */
export interface Claim {
  /** The assignment that the resource holds; undefined while it is being made. */
  holder: string | undefined;
  /**
   * Whether it was there before. Then the same assignment may stand in the state under a predecessor's name,
   * whose delete is still to come.
   */
  adopted: boolean;
}

/**
 * Who of this deployment holds which target of which policy. The engine creates before it deletes, so a
 * resource that was renamed, replaced or moved into a set is created on the assignment that its predecessor
 * is about to delete: what is claimed here is not removed.
 *
 * @internal
 */
export class Claims {
  readonly #claims = new Map<string, Claim>();
  readonly #unchanged = new Set<string>();

  /**
   * Claims a target for the resource that holds the assignment `holder`, or for a new one; throws a
   * {@link DuplicateTargetError} where another one claims it.
   */
  take(policy: Policy, target: Target, holder: string | undefined): Claim {
    const key = claimKey(policy, target);
    const known = this.#claims.get(key);
    if (known === undefined) {
      const claim: Claim = { holder, adopted: false };
      this.#claims.set(key, claim);
      return claim;
    }
    if (holder === undefined || known.holder !== holder) throw new DuplicateTargetError(policy, target);
    return known;
  }

  /**
   * Notes the target of a resource that the program declares unchanged. After a run that was interrupted, a
   * predecessor of it may still stand in the state, whose delete comes now.
   */
  hold(policy: Policy, target: Target): void {
    this.#unchanged.add(claimKey(policy, target));
  }

  /** Whether a target has to stay when the resource that holds `holder` lets go of it. */
  keeps(policy: Policy, target: Target, holder: string | undefined): boolean {
    const key = claimKey(policy, target);
    const claim = this.#claims.get(key);
    if (claim === undefined) return this.#unchanged.has(key);
    return claim.adopted || claim.holder !== holder;
  }

  /** Ends the hold of `holder`; where the assignment was adopted, that of its predecessor. */
  release(policy: Policy, target: Target, holder: string | undefined): void {
    const key = claimKey(policy, target);
    const claim = this.#claims.get(key);
    if (claim === undefined || claim.holder !== holder) return;
    if (claim.adopted) claim.adopted = false;
    else this.#claims.delete(key);
  }
}

function claimKey(policy: Policy, target: Target): string {
  return `${policyKey(policy)} ${targetKey(target)}`;
}
