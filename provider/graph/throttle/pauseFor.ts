import type { Backoff } from "../options";

/**
 * How long to pause before the next try, in milliseconds: it doubles, with up to a quarter added at random, so that
 * clients do not retry together.
 *
 * @param tried - How often it has failed before, from 0.
 */
export function pauseFor(tried: number, firstMs: number, { longestMs }: Backoff): number {
  return Math.min(longestMs, firstMs * 2 ** tried * (1 + Math.random() / 4));
}
