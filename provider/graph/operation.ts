import { GraphError } from "./errors/graphError";
import { count, seconds, withoutAttempt } from "./errors/words";

/** What a caller says of an operation. */
export interface OperationOptions {
  /** What is tried, for messages: "create the assignment of …" after "Tried to". */
  readonly attempt: string;
  /** The Graph permissions of which the operation needs one, least privileged first. */
  readonly permissions: readonly string[];
  /** An operation that this one is a part of: it ends no later. */
  readonly within?: Operation;
}

/** How an operation stands when an answer comes. */
export interface OperationProgress {
  /** How many requests the operation has sent. */
  readonly tries: number;
  /** How often this request has failed in a way that may pass. */
  readonly failures: number;
  readonly elapsedMs: number;
  /** How long all requests of the client pause, in milliseconds. */
  readonly retryAfterMs: number;
  /** The settings that the credential came from. */
  readonly source: string;
}

/** An operation did not end within the time that it may take. */
export class DeadlineError extends GraphError {
  override readonly name = "DeadlineError";
  readonly attempt: string;
  /** How long the operation had taken, in milliseconds. */
  readonly elapsedMs: number;
  /** How many requests it had sent. */
  readonly tries: number;

  /** @param cause - What kept the operation from its end, where that is known. */
  constructor(
    progress: { attempt: string; elapsedMs: number; timeoutMs: number; tries: number },
    cause?: GraphError,
  ) {
    const { attempt, elapsedMs, timeoutMs, tries } = progress;
    super(
      [
        `Tried to ${attempt}: given up after ${seconds(elapsedMs)} and ${count(tries, "request")}, ` +
          `since no end was in sight within the ${seconds(timeoutMs)} that an operation may take.`,
        cause && `What kept it: ${withoutAttempt(cause.message, attempt)}`,
        "Run again later: the next run finds what was done. A longer operation timeout gives it more time.",
      ],
      cause,
    );
    this.attempt = attempt;
    this.elapsedMs = elapsedMs;
    this.tries = tries;
  }
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
  async sleep(ms: number, why?: GraphError): Promise<void> {
    if (ms >= this.remainingMs) throw this.deadlineError(why);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }

  /**
   * Waits for something that takes as long as it takes.
   *
   * @throws DeadlineError when the operation's time is over.
   */
  async race<T>(promise: Promise<T>, why?: GraphError): Promise<T> {
    const { promise: over, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(this.deadlineError(why)), this.remainingMs);
    try {
      return await Promise.race([promise, over]);
    } finally {
      clearTimeout(timer);
    }
  }

  deadlineError(why?: GraphError): DeadlineError {
    const { attempt, elapsedMs, timeoutMs, tries } = this;
    return new DeadlineError({ attempt, elapsedMs, timeoutMs, tries }, why);
  }
}
