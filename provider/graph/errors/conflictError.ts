import { type AnswerFacts, GraphError } from "./graphError";

/** What was asked does not fit the present state (HTTP 409 and 412). */
export class ConflictError extends GraphError {
  override readonly name = "ConflictError";

  constructor(facts: AnswerFacts) {
    super(
      facts,
      "Something else has changed it, or it exists already. Nothing was changed by this request; run again to start from the present state.",
    );
  }
}
