import type { Backoff } from "../options";
import { pauseFor } from "./pauseFor";

/**
 * The pause of all requests of a client. It begins when the service throttles one of them. The limits apply to the
 * application in the tenant, so the service would throttle the others, too.
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

  /** The rest of the pause, in milliseconds. 0 if there is none. */
  get remainingMs(): number {
    return Math.max(0, this.#until - performance.now());
  }

  /**
   * A request was throttled.
   *
   * @param sentAt - {@link count} when it was sent. Requests that were under way together begin one pause.
   * @param retryAfterMs - What the service asked for, if it did.
   */
  begin(sentAt: number, retryAfterMs: number | undefined): void {
    const now = performance.now();
    // Never shorten a pause that the service asked for, not even after an answer that asks for none.
    if (sentAt === this.#count) {
      this.#until = Math.max(this.#until, now + this.#pauseFor(retryAfterMs));
      this.#count++;
      this.#unanswered++;
    } else if (retryAfterMs !== undefined) {
      this.#until = Math.max(this.#until, now + retryAfterMs);
    }
  }

  /**
   * The pause that the service asked for, or the back-off if it did not ask. If such a pause did not help before, the
   * longer of the two. Graph also counts throttled requests, so retrying as early as it says can keep you at the limit
   * forever.
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
