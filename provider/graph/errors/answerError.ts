import { GraphFailure } from "./graphFailure";
import { describeRequest, type RequestFacts } from "./requestFacts";

/** The answer is not one of Graph's: no JSON, another shape, a redirect, a foreign link, too much of it. */
export class AnswerError extends GraphFailure {
  override readonly name = "AnswerError";
  readonly attempt: string;
  readonly method: string;
  readonly path: string;
  readonly clientRequestId: string;

  constructor(
    facts: RequestFacts,
    readonly problem: string,
  ) {
    super([
      `Tried to ${facts.attempt}: the answer can not be used, because ${problem}.`,
      "Check that the endpoint is Microsoft Graph, and what a proxy between may answer in its place.",
      describeRequest(facts),
    ]);
    this.attempt = facts.attempt;
    this.method = facts.method;
    this.path = facts.path;
    this.clientRequestId = facts.clientRequestId;
  }
}
