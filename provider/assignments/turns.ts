/**
 * Who may write to a policy: any number of single writes together, or one commit of the whole set alone. A set
 * that was read before a single write and is assigned after it would take that write away again.
 *
 * @internal
 */
export class Turns {
  readonly #together = new Set<Promise<unknown>>();
  #alone: Promise<void> | undefined;

  /** Runs a write beside others of its like, and never beside one that is alone. */
  async together<T>(write: () => Promise<T>): Promise<T> {
    while (this.#alone !== undefined) await this.#alone;
    const written = write();
    this.#together.add(written);
    try {
      return await written;
    } finally {
      this.#together.delete(written);
    }
  }

  /** Runs a write once all others have ended, while those that come wait. Not to be called again meanwhile. */
  async alone<T>(write: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#alone = promise;
    try {
      await Promise.allSettled(this.#together);
      return await write();
    } finally {
      this.#alone = undefined;
      resolve();
    }
  }
}
