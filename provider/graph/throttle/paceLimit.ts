import type { Pace } from "../options";
import { Slot } from "./slot";

/** Keeps the number of requests in any window of time below a limit. @internal */
export class PaceLimit {
  #slots: Slot[] = [];

  constructor(
    private readonly pace: Pace | undefined,
    private readonly freed: () => void,
  ) {}

  /** How long until there is room, in milliseconds; 0 if there is, infinite if only an answer can make some. */
  waitFor(requests: number): number {
    if (this.pace === undefined) return 0;
    const now = performance.now();
    this.#slots = this.#slots.filter(({ freeAt }) => freeAt > now);
    const excess = this.#slots.length + this.#atMost(requests) - this.pace.requests;
    if (excess <= 0) return 0;
    const times = this.#slots.map(({ freeAt }) => freeAt).sort((a, b) => a - b);
    return (times[excess - 1] ?? now) - now;
  }

  take(requests: number): Slot[] {
    const slots = Array.from({ length: requests }, () => new Slot(this.pace?.windowMs ?? 0, this.freed));
    if (this.pace !== undefined) this.#slots.push(...slots);
    return slots;
  }

  /** More than the limit at once would never be admitted. */
  #atMost(requests: number): number {
    return Math.min(requests, this.pace?.requests ?? requests);
  }
}
