import { type AnswerFacts, GraphError } from "./graphError";

/** The router has no route for this verb and path (HTTP 400, code "No method match route template"): nothing was done. */
export class RouteRefusedError extends GraphError {
  override readonly name = "RouteRefusedError";

  constructor(facts: AnswerFacts) {
    super(
      facts,
      "The service has no route for this verb on this path, although it is documented. Nothing was changed.",
    );
  }
}
