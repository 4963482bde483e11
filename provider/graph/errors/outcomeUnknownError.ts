import { GraphFailure } from "./graphFailure";
import { describeRequest, type RequestFacts } from "./requestFacts";
import { withoutAttempt } from "./words";

/**
 * A write was sent, and no answer tells whether it took effect: the connection broke, or a gateway gave up.
 * Who catches this reads back and decides.
 */
export class OutcomeUnknownError extends GraphFailure {
  override readonly name = "OutcomeUnknownError";
  readonly attempt: string;
  readonly method: string;
  readonly path: string;
  readonly clientRequestId: string;

  constructor(facts: RequestFacts, cause: Error) {
    super(
      [
        `Tried to ${facts.attempt}: the request was sent, but it is unknown whether it took effect.`,
        cause instanceof GraphFailure
          ? withoutAttempt(cause.message, facts.attempt).split("\n", 1)[0]
          : `The connection failed: ${cause.message}`,
        "Run again: what is there by then is found, and what is missing is done.",
        describeRequest(facts),
      ],
      cause,
    );
    this.attempt = facts.attempt;
    this.method = facts.method;
    this.path = facts.path;
    this.clientRequestId = facts.clientRequestId;
  }
}
