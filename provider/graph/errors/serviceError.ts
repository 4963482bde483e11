import { type AnswerFacts, GraphError } from "./graphError";
import { count } from "./words";

/** The service failed (HTTP 5xx other than 503). */
export class ServiceError extends GraphError {
  override readonly name = "ServiceError";

  /** @param tries - How often the request was sent. */
  constructor(
    facts: AnswerFacts,
    readonly tries: number,
  ) {
    super(
      facts,
      `The failure is the service's; it stayed after ${count(tries, "request")}. ` +
        "Run again later, and name the request id to Microsoft's support if it stays.",
    );
  }
}
