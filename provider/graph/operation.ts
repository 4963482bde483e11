import { DeadlineError } from "./errors/deadlineError";
import type { GraphFailure } from "./errors/graphFailure";

/** What a caller says of an operation. */
export interface OperationOptions {
  /** What is tried, for messages: "create the assignment of …" after "Tried to". */
  readonly attempt: string;
  /** The Graph permissions of which the operation needs one, least privileged first. */
  readonly permissions: readonly string[];
  /** An operation that this one is a part of: it ends no later. */
  readonly within?: Operation;
}

/**
 * One thing that a user asked for, which may take several requests: they share one deadline and are counted
 * together.
 */
export class Operation {
  readonly attempt: string;
  readonly permissions: readonly string[];
  /** How many requests were sent. */
  tries = 0;
  readonly #started = performance.now();
  readonly #deadline: number;

  /** @internal */
  constructor(
    { attempt, permissions, within }: OperationOptions,
    private readonly timeoutMs: number,
  ) {
    this.attempt = attempt;
    this.permissions = permissions;
    this.#deadline = Math.min(
      this.#started + timeoutMs,
      within === undefined ? Number.POSITIVE_INFINITY : within.#deadline,
    );
  }

  get elapsedMs(): number {
    return performance.now() - this.#started;
  }

  /** Never negative. */
  get remainingMs(): number {
    return Math.max(0, this.#deadline - performance.now());
  }

  /**
   * Waits for a time.
   *
   * @param why - What makes the wait necessary, for the message.
   * @throws DeadlineError at once, if the operation does not have that much time.
   */
  async sleep(ms: number, why?: GraphFailure): Promise<void> {
    if (ms >= this.remainingMs) throw this.deadlineError(why);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }

  /**
   * Waits for something that takes as long as it takes.
   *
   * @throws DeadlineError when the operation's time is over.
   */
  async race<T>(promise: Promise<T>, why?: GraphFailure): Promise<T> {
    const { promise: over, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(this.deadlineError(why)), this.remainingMs);
    try {
      return await Promise.race([promise, over]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** @internal */
  deadlineError(why?: GraphFailure): DeadlineError {
    const { attempt, elapsedMs, timeoutMs, tries } = this;
    return new DeadlineError({ attempt, elapsedMs, timeoutMs, tries }, why);
  }
}
