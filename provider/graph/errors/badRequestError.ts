import { type AnswerFacts, GraphError } from "./graphError";

/** Graph did not take the request as it stands (HTTP 400 and the other 4xx without a class of their own): nothing was done. */
export class BadRequestError extends GraphError {
  override readonly name = "BadRequestError";

  constructor(facts: AnswerFacts) {
    super(facts, "Nothing was changed. Check the values that the request was made of.");
  }
}
