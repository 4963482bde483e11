import type { Backoff } from "../options";
import { pauseFor } from "./pauseFor";

/**
 * The pause of all requests of a client, which begins when the service throttles one of them: the limits are
 * those of the application in the tenant, so the others would be throttled too.
 */
export class Pause {
  #until = 0;
  /** How many pauses there were. A request remembers the number at which it was sent. */
  #count = 0;
  /** How many pauses followed one another without an answer in between. */
  #unanswered = 0;

  constructor(private readonly backoff: Backoff) {}

  get count(): number {
    return this.#count;
  }

  /** How long the pause goes on, in milliseconds; 0 if there is none. */
  get remainingMs(): number {
    return Math.max(0, this.#until - performance.now());
  }

  /**
   * A request was throttled.
   *
   * @param sentAt - {@link count} when it was sent. Requests that were under way together begin one pause, not one each.
   * @param retryAfterMs - What the service asked for, if it did.
   */
  begin(sentAt: number, retryAfterMs: number | undefined): void {
    const now = performance.now();
    // A pause that was asked for is never shortened, least of all by an answer that asks for none.
    if (sentAt === this.#count) {
      this.#until = Math.max(this.#until, now + this.#pauseFor(retryAfterMs));
      this.#count++;
      this.#unanswered++;
    } else if (retryAfterMs !== undefined) {
      this.#until = Math.max(this.#until, now + retryAfterMs);
    }
  }

  /**
   * As long as the service asked for, or the back-off if it did not ask. If a pause as long as it asked for did
   * not help, the longer of the two: Graph counts throttled requests too, so coming back as soon as it says can
   * keep you at the limit for ever.
   */
  #pauseFor(retryAfterMs: number | undefined): number {
    if (retryAfterMs !== undefined && this.#unanswered === 0) return retryAfterMs;
    const tried = retryAfterMs === undefined ? this.#unanswered : this.#unanswered - 1;
    return Math.max(retryAfterMs ?? 0, pauseFor(tried, this.backoff.throttledMs, this.backoff));
  }

  /** A request was answered that was sent since the last pause. */
  answered(sentAt: number): void {
    if (sentAt === this.#count) this.#unanswered = 0;
  }
}
