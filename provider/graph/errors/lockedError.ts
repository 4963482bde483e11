import { type AnswerFacts, GraphError } from "./graphError";

/** What was to be changed is locked by the service (HTTP 423). */
export class LockedError extends GraphError {
  override readonly name = "LockedError";

  constructor(facts: AnswerFacts) {
    super(
      facts,
      "The service holds a lock on it, as it does while another change of it is being worked on. Run again later.",
    );
  }
}
