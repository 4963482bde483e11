import { type AnswerFacts, GraphError } from "./graphError";

/** Graph did not take the access token (HTTP 401), nor a new one where a new one could be had. */
export class UnauthenticatedError extends GraphError {
  override readonly name = "UnauthenticatedError";

  /** @param source - Where the credential came from, such as the name of a variable. */
  constructor(
    facts: AnswerFacts,
    readonly source: string,
  ) {
    super(
      facts,
      `The access token from ${source} was refused. It may have expired, or be meant for another service or cloud.`,
    );
  }
}
