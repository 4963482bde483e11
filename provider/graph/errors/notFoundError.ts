import { type AnswerFacts, GraphError } from "./graphError";

/** What the path or the body names does not exist in the tenant (HTTP 404). */
export class NotFoundError extends GraphError {
  override readonly name = "NotFoundError";

  constructor(facts: AnswerFacts) {
    super(facts, "Check that it exists in the tenant that you signed in to, and that the id is right.");
  }
}
