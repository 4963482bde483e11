/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 *
 * @param now - The present time, in milliseconds since 1970.
 * @returns The time to wait in milliseconds; undefined if the header is missing, names no future time, or
 *   cannot be read.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim() ?? "";
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : parseDate(value) - now;
  return ms > 0 && Number.isFinite(ms) ? ms : undefined;
}

/** Only the forms of HTTP, because `Date.parse` accepts almost anything. The oldest form has no "GMT". */
function parseDate(value: string): number {
  const zone = /^[A-Z][a-z]{2,8},? .*(GMT|:\d\d \d{4})$/.exec(value)?.[1];
  if (zone === undefined) return Number.NaN;
  return Date.parse(zone === "GMT" ? value : `${value} GMT`);
}
