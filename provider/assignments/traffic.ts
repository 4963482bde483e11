/**
 * The engine's calls that are under way in this process, on all policies. A change that conflicts waits for the one that
 * makes room. The engine hands over as many calls as `--parallel` allows, in any order. In a large program, or if Graph is
 * slow, the other call can come much later. It can come as long as other calls make progress.
 */
export class Traffic {
  #moving = 0;
  #last = performance.now();

  /** A call has started. */
  started(): void {
    this.#moving++;
    this.#last = performance.now();
  }

  /** A call has ended, or waits for another call. */
  ended(): void {
    this.#moving--;
    this.#last = performance.now();
  }

  /** The engine is about to make calls. */
  expected(): void {
    this.#last = performance.now();
  }

  /** Whether no call is under way, and none has started or ended for so many milliseconds. */
  isQuiet(ms: number): boolean {
    return this.#moving === 0 && performance.now() - this.#last >= ms;
  }

  /** Waits until `coming` resolves or `isTime` returns true, which is asked every so many milliseconds. */
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
