/** Counts what happened in the last so many milliseconds. */
export class SlidingWindow {
  readonly #times: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /**
   * Counts one more, whether or not it is within the limit: "all requests accrue against your usage limits"
   * (Microsoft Graph throttling guidance) [D].
   *
   * @returns how many milliseconds until there is room again; 0 for one within the limit.
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
    // The next one is admitted when fewer than the limit are left, this one included.
    const last = this.#times[this.#times.length - this.limit] ?? now;
    return last + this.windowMs - now;
  }
}
