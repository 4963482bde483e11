import type { Pace } from "../options";

/** One request's place in the window. */
interface Place {
  /** When it is free again, in milliseconds of `performance.now()`. */
  freeAt: number;
}

/**
 * Keeps the number of requests in any window of time below a limit. A request counts from its admission until one
 * window after its answer, because the service counts it at some time in between.
 */
export class PaceLimit {
  #places: Place[] = [];

  constructor(
    private readonly pace: Pace | undefined,
    private readonly freed: () => void,
  ) {}

  /** Milliseconds until there is room. 0 if there is room now, infinite if only an answer can make room. */
  waitMs(): number {
    if (this.pace === undefined) return 0;
    const now = performance.now();
    this.#places = this.#places.filter(({ freeAt }) => freeAt > now);
    const excess = this.#places.length + 1 - this.pace.requests;
    if (excess <= 0) return 0;
    const times = this.#places.map(({ freeAt }) => freeAt).sort((a, b) => a - b);
    return (times[excess - 1] ?? now) - now;
  }

  /** Takes a place. Call what it returns when the request has been answered, has failed or was not sent after all. */
  take(): () => void {
    const { pace } = this;
    if (pace === undefined) return () => {};
    const place: Place = { freeAt: Number.POSITIVE_INFINITY };
    this.#places.push(place);
    return () => {
      place.freeAt = performance.now() + pace.windowMs;
      this.freed();
    };
  }
}
