/**
 * How old the reading may be that a set is built on where a policy has no other writer, in milliseconds: the
 * read that confirmed one commit then serves the next, which costs two requests instead of three. What
 * another writer does between the reading and the write is overwritten. With a read of its own that window is
 * a round trip and a half, which no client can avoid. Where more resources take turns on policies than the
 * engine has under way, the next one comes three round trips later and a little; a reading of four serves it,
 * and makes the window four and a half. Half a second is allowed in any case, because the engine itself takes
 * that long between them, and two seconds at most, because a read that Graph made wait is no round trip.
 *
 * The measurements are in docs/performance.md.
 *
 * @param roundTripMs - How long a read takes.
 * @internal
 */
export function readingAge(roundTripMs: number): number {
  return Math.min(2_000, Math.max(500, 4 * roundTripMs));
}
