/** Counts events in a sliding window of time. */
export class SlidingWindow {
  readonly #times: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /**
   * Counts one more event, even if it is above the limit: "all requests accrue against your usage limits" (Microsoft
   * Graph throttling guidance) [D].
   *
   * @returns Milliseconds until there is room again. 0 if the event is within the limit.
   */
  count(now: number): number {
    while (this.#times[0] !== undefined && this.#times[0] <= now - this.windowMs) {
      this.#times.shift();
    }
    this.#times.push(now);
    const inTheWay = this.#times[this.#times.length - 1 - this.limit];
    if (inTheWay === undefined) {
      return 0;
    }
    // There is room once fewer events than the limit are left, including this one.
    const last = this.#times[this.#times.length - this.limit] ?? now;
    return last + this.windowMs - now;
  }
}
