/**
 * How old the reading may be that a set is built on where a policy has no other writer, in milliseconds: the
 * read that confirmed one commit then serves the next, which costs two requests instead of three. What
 * another writer does between the reading and the write is overwritten. With a read of its own that window is
 * a round trip and a half, which no client can avoid; a reading of three round trips makes it three and a
 * half, and is what resources need that take turns on several policies. Half a second is allowed in any case,
 * because the engine itself takes that long between them.
 *
 * The measurements are in docs/performance.md.
 *
 * @param roundTripMs - How long a read takes.
 * @internal
 */
export function readingAge(roundTripMs: number): number {
  return Math.max(500, 3 * roundTripMs);
}
