import * as v from "valibot";

/**
 * Limits of the service. Microsoft publishes 100 writes and 1,000 requests of any kind in 20 seconds for one app and
 * tenant ("Microsoft Graph service-specific throttling limits", Intune). The emulator counts all requests as those of
 * one app. It does not count requests for groups, which belong to the directory.
 */
export interface ThrottleOptions {
  /** Writes (all but GET) in a window. Default: no limit. */
  readonly writes?: number;
  /** Requests of any kind in a window. Default: no limit. */
  readonly requests?: number;
  /** Length of the sliding window, in milliseconds. Default 20,000. */
  readonly windowMs?: number;
  /**
   * The `Retry-After` header of a 429: a fixed number of seconds (0 was reported), no header (`missing`, also
   * reported), or the end of the window as an HTTP date (`date`). Default: the rest of the window in whole seconds,
   * rounded up.
   */
  readonly retryAfterSeconds?: number | "missing" | "date";
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

export const throttleOptions: v.GenericSchema<unknown, ThrottleOptions> = v.strictObject({
  writes: v.exactOptional(count),
  requests: v.exactOptional(count),
  windowMs: v.exactOptional(count),
  retryAfterSeconds: v.exactOptional(
    v.union([v.pipe(v.number(), v.minValue(0)), v.picklist(["missing", "date"])]),
  ),
});
