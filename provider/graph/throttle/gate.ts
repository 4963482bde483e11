import type { GraphError } from "../errors/graphError";
import type { Operation } from "../operation";
import type { Backoff, Pace } from "../options";
import { PaceLimit } from "./paceLimit";
import { Pause } from "./pause";

/**
 * The gate for every request of a client. It lets requests pass in the order of their arrival, not during a pause, and
 * no faster than the pace.
 */
export class Gate {
  readonly pause: Pause;
  readonly #pace: PaceLimit;
  /** The turn of the last request that waits or is being admitted. */
  #last: Promise<unknown> | undefined;
  #roomMade = Promise.withResolvers<void>();

  constructor(backoff: Backoff, pace: Pace | undefined) {
    this.pause = new Pause(backoff);
    this.#pace = new PaceLimit(pace, () => {
      this.#roomMade.resolve();
      this.#roomMade = Promise.withResolvers();
    });
  }

  /**
   * Waits until a request may be sent.
   *
   * @param why - The reason for the delay so far, for the message.
   * @returns What to call when the request has been answered, has failed or was not sent after all.
   * @throws DeadlineError as soon as it is known that the operation does not have the time to wait.
   */
  async admit(operation: Operation, why?: GraphError): Promise<() => void> {
    const before = this.#last;
    const { promise: turnOver, resolve: endTurn } = Promise.withResolvers<void>();
    const turn = before === undefined ? turnOver : before.then(() => turnOver);
    this.#last = turn;
    try {
      if (before !== undefined) await operation.race(before, why);
      for (;;) {
        operation.ensureTime(why);
        const pauseMs = this.pause.remainingMs;
        const paceMs = this.#pace.waitMs();
        if (pauseMs === 0 && paceMs === 0) return this.#pace.take();
        if (pauseMs >= paceMs || Number.isFinite(paceMs))
          await operation.sleep(Math.max(pauseMs, paceMs), why);
        else await operation.race(this.#roomMade.promise, why);
      }
    } finally {
      endTurn();
      if (this.#last === turn) this.#last = undefined;
    }
  }
}
