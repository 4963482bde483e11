/**
 * One request's place in the pace. It is taken from the moment of its admission until one window after its
 * answer: the service counts a request somewhere between the two.
 *
 * @internal
 */
export class Slot {
  /** When the place is free again, in milliseconds of `performance.now()`. */
  freeAt: number;

  constructor(
    private readonly windowMs: number,
    private readonly freed: () => void,
  ) {
    // An admission that is never used gives its places back like this.
    this.freeAt = performance.now() + windowMs;
  }

  /** The request is sent. */
  use(): void {
    this.freeAt = Number.POSITIVE_INFINITY;
  }

  /** The request has been answered, or has failed. */
  done(): void {
    this.freeAt = performance.now() + this.windowMs;
    this.freed();
  }
}
