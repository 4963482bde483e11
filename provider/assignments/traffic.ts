/**
 * The calls of the engine that are under way in this process, on all policies. A change that cannot stand yet waits for
 * the one that makes room for it. The engine hands over as many calls as it has slots for, in any order, so that one can
 * come much later where a program has many resources or Graph is slow: it may come for as long as others move.
 */
export class Traffic {
  #moving = 0;
  #last = performance.now();

  /** A call has come. */
  comes(): void {
    this.#moving++;
    this.#last = performance.now();
  }

  /** A call has its answer, or waits for another one. */
  goes(): void {
    this.#moving--;
    this.#last = performance.now();
  }

  /** The engine prepares a call. */
  stirs(): void {
    this.#last = performance.now();
  }

  /** Whether nothing has moved for so many milliseconds. */
  isQuiet(ms: number): boolean {
    return this.#moving === 0 && performance.now() - this.#last >= ms;
  }

  /** Waits until something has come or it is time, looking every so many milliseconds. */
  async pause(ms: number, coming: Promise<void>, isTime: () => boolean): Promise<void> {
    let hasCome = false;
    const come = coming.then(() => {
      hasCome = true;
    });
    while (!hasCome && !isTime()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, ms);
      await Promise.race([promise, come]);
      clearTimeout(timer);
    }
  }
}
