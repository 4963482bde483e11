import { GraphFailure } from "./graphFailure";
import { count, seconds, withoutAttempt } from "./words";

/** An operation did not come to its end within the time that it is given. */
export class DeadlineError extends GraphFailure {
  override readonly name = "DeadlineError";
  readonly attempt: string;
  /** How long the operation had taken, in milliseconds. */
  readonly elapsedMs: number;
  /** How many requests it had sent. */
  readonly tries: number;

  /** @param cause - What kept the operation from its end, where something is known. */
  constructor(
    course: { attempt: string; elapsedMs: number; timeoutMs: number; tries: number },
    cause?: GraphFailure,
  ) {
    const { attempt, elapsedMs, timeoutMs, tries } = course;
    super(
      [
        `Tried to ${attempt}: given up after ${seconds(elapsedMs)} and ${count(tries, "request")}, ` +
          `since no end was in sight within the ${seconds(timeoutMs)} that an operation may take.`,
        cause && `What kept it: ${withoutAttempt(cause.message, attempt)}`,
        "Run again later; what was done meanwhile is found then. A longer operation timeout gives it more time.",
      ],
      cause,
    );
    this.attempt = attempt;
    this.elapsedMs = elapsedMs;
    this.tries = tries;
  }
}
