import { setTimeout as wait } from "node:timers/promises";
import { GraphError } from "./errors/graphError";
import { count, seconds, withoutAttempt } from "./errors/words";

/** The caller's options for an operation. */
export interface OperationOptions {
  /** What is tried, for messages: "create the assignment of …" after "Tried to". */
  readonly attempt: string;
  /** The Graph permissions of which the operation needs one, least privileged first. */
  readonly permissions: readonly string[];
  /** How long it may take in all, in milliseconds. Default: that of `within`, else that of the client. */
  readonly timeoutMs?: number | undefined;
  /** The operation that this one is part of. This one ends no later. */
  readonly within?: Operation;
}

/** The progress of an operation when an answer arrives. */
export interface OperationProgress {
  /** How many requests the operation has sent. */
  readonly tries: number;
  /** How often this request has had a transient failure. */
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
        cause && `The reason for the delay: ${withoutAttempt(cause.message, attempt)}`,
        "Run again later: the next run finds what was done. To allow more time, raise intune:operationTimeout.",
      ],
      cause,
    );
    this.attempt = attempt;
    this.elapsedMs = elapsedMs;
    this.tries = tries;
  }
}

/** The run was cancelled before the operation ended. */
export class CancelledError extends GraphError {
  override readonly name = "CancelledError";

  /** @param cause - What the operation waited for, where that is known. */
  constructor(
    readonly attempt: string,
    cause?: GraphError,
  ) {
    super(
      [
        `Tried to ${attempt}: cancelled.`,
        cause && `It waited because of this: ${withoutAttempt(cause.message, attempt)}`,
        "Run again: the next run finds what was done.",
      ],
      cause,
    );
  }
}

/**
 * One operation of the user, which may take several requests. They share one deadline and one count.
 */
export class Operation {
  readonly attempt: string;
  readonly permissions: readonly string[];
  /** How long it may take in all, in milliseconds. */
  readonly timeoutMs: number;
  /** How many requests were sent. */
  tries = 0;
  readonly #started = performance.now();
  readonly #deadline: number;

  constructor(
    { attempt, permissions, within, timeoutMs }: OperationOptions,
    defaultTimeoutMs: number,
    private readonly cancellation: AbortSignal,
  ) {
    this.attempt = attempt;
    this.permissions = permissions;
    this.timeoutMs = timeoutMs ?? within?.timeoutMs ?? defaultTimeoutMs;
    this.#deadline = Math.min(
      this.#started + this.timeoutMs,
      within === undefined ? Number.POSITIVE_INFINITY : within.#deadline,
    );
  }

  get elapsedMs(): number {
    return performance.now() - this.#started;
  }

  get isCancelled(): boolean {
    return this.cancellation.aborted;
  }

  /** Never negative. */
  get remainingMs(): number {
    return Math.max(0, this.#deadline - performance.now());
  }

  /**
   * Asked before each request.
   *
   * @throws DeadlineError, CancelledError
   */
  ensureTime(why?: GraphError): void {
    if (this.cancellation.aborted) throw new CancelledError(this.attempt, why);
    if (this.remainingMs === 0) throw this.deadlineError(why);
  }

  /**
   * Waits for a time.
   *
   * @param why - What makes the wait necessary, for the message.
   * @throws DeadlineError at once, if the operation does not have that much time; CancelledError.
   */
  async sleep(ms: number, why?: GraphError): Promise<void> {
    if (ms >= this.remainingMs) throw this.deadlineError(why);
    await wait(ms, undefined, { signal: this.cancellation }).catch(() => {
      throw new CancelledError(this.attempt, why);
    });
  }

  /**
   * Waits for a promise, at most until the end of the operation.
   *
   * @throws DeadlineError when the operation's time is over; CancelledError.
   */
  async race<T>(promise: Promise<T>, why?: GraphError): Promise<T> {
    const { promise: over, reject } = Promise.withResolvers<never>();
    const cancel = () => reject(new CancelledError(this.attempt, why));
    if (this.cancellation.aborted) cancel();
    this.cancellation.addEventListener("abort", cancel);
    const timer = setTimeout(() => reject(this.deadlineError(why)), this.remainingMs);
    try {
      return await Promise.race([promise, over]);
    } finally {
      clearTimeout(timer);
      this.cancellation.removeEventListener("abort", cancel);
    }
  }

  deadlineError(why?: GraphError): DeadlineError {
    const { attempt, elapsedMs, timeoutMs, tries } = this;
    return new DeadlineError({ attempt, elapsedMs, timeoutMs, tries }, why);
  }
}
