/** How long Graph and the engine are given, in milliseconds. Shorter in tests. */
export interface Delays {
  /**
   * The pauses before each read that confirms a write, since Graph's reads are not always up to date straight after
   * one.
   */
  readonly confirmation: readonly number[];
  /**
   * How long nothing moves before a change is refused that cannot stand beside another: the engine hands over the two
   * sides of an exchange one after the other, and other resources in between.
   */
  readonly conflict: number;
}

export const delays: Delays = {
  confirmation: [0, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000],
  conflict: 1_000,
};

/**
 * How old the reading may be that a set is built on where a policy has no other writer, in milliseconds. The read
 * that confirmed one write then serves the next, which costs two requests instead of three. What another writer does
 * between the reading and the write is overwritten. Four round trips are enough for resources that take turns on
 * policies. Half a second is allowed in any case, because the engine itself takes that long between them, and two
 * seconds at most, because a read that Graph made wait is no round trip.
 *
 * The measurements are in docs/performance.md.
 */
export function ageForAssign(roundTripMs: number): number {
  return Math.min(2_000, Math.max(500, 4 * roundTripMs));
}

/** How old it may be for a documented verb, which overwrites nothing: it only tells what is there already. */
export const ageForVerbs = 5_000;
