/** How long Graph and the engine are given, in milliseconds. Shorter in tests. */
export interface Delays {
  /** The pauses before each read that confirms a write, because Graph's reads can lag behind its writes. */
  readonly confirmation: readonly number[];
  /**
   * The same for policies that settle late. In the only report, 2 of 13 reads showed an exclusion in the first two
   * minutes, so these 40 reads in three minutes almost surely do (azitc-ac/intune-tools).
   */
  readonly lateConfirmation: readonly number[];
  /** The pauses before each repetition of an `assign` that a policy that settles late refuses. */
  readonly unsettled: readonly number[];
  /**
   * How long the engine must be quiet before a conflicting change is refused. The engine hands over the two sides of
   * an exchange one after the other, with other resources in between. It hands over none while it waits for another
   * provider to start or to compare, which takes seconds on a busy machine.
   */
  readonly conflict: number;
}

export const delays: Delays = {
  confirmation: [0, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000],
  lateConfirmation: [0, 250, 500, 1_000, 2_000, 4_000, ...Array<number>(34).fill(5_000)],
  unsettled: [5_000, 5_000, 5_000, 5_000],
  conflict: 10_000,
};

/**
 * The greatest age of a reading that a set is built on if a policy has no other writer, in milliseconds. The read that
 * confirms one write then serves the next write, which costs two requests instead of three. A change that another
 * writer makes between the reading and the write is overwritten. Four round trips are enough for resources that take
 * turns on policies. Half a second is always allowed, because the engine takes that long between two resources. Two
 * seconds is the limit, because a read that had to wait for Graph is longer than a round trip.
 *
 * The measurements are in docs/performance.md.
 */
export function ageForAssign(roundTripMs: number): number {
  return Math.min(2_000, Math.max(500, 4 * roundTripMs));
}

/** The same for a documented verb, in milliseconds. It overwrites nothing, so the reading only shows what exists. */
export const ageForVerbs = 5_000;
