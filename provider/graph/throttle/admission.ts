import type { Slot } from "./slot";

/** Leave to send a number of requests at once, whatever pause or pace holds others back meanwhile. */
export class Admission {
  readonly #slots: Slot[];

  /** @internal */
  constructor(slots: readonly Slot[]) {
    this.#slots = [...slots];
  }

  /** The place of the next request; undefined when all are used. @internal */
  take(): Slot | undefined {
    return this.#slots.shift();
  }
}
