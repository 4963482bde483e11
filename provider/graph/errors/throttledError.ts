import { type AnswerFacts, GraphError } from "./graphError";
import { count, seconds } from "./words";

/** Graph takes no more requests for a while (HTTP 429, and 503): nothing was done. */
export class ThrottledError extends GraphError {
  override readonly name = "ThrottledError";
  /** How long all requests of this client pause, in milliseconds. */
  readonly retryAfterMs: number;
  /** How long the operation had taken, in milliseconds. */
  readonly elapsedMs: number;
  /** How many requests the operation had sent. */
  readonly tries: number;

  constructor(facts: AnswerFacts, course: { retryAfterMs: number; elapsedMs: number; tries: number }) {
    super(
      facts,
      `All requests pause for ${seconds(course.retryAfterMs)}. The operation had sent ` +
        `${count(course.tries, "request")} in ${seconds(course.elapsedMs)}. ` +
        "A lower pace or fewer resources at a time avoid this.",
    );
    this.retryAfterMs = course.retryAfterMs;
    this.elapsedMs = course.elapsedMs;
    this.tries = course.tries;
  }
}
