import { STATUS_CODES } from "node:http";
import { GraphFailure } from "./graphFailure";

/** What is known of an error answer. Texts of the service are shortened and redacted. */
export interface AnswerFacts {
  /** What was tried, as the caller put it: "create the assignment of …". */
  readonly attempt: string;
  /** The Graph permissions of which the operation needs one, least privileged first. */
  readonly permissions: readonly string[];
  readonly method: string;
  /** The path of the request, without its query. */
  readonly path: string;
  readonly status: number;
  /** Graph's own code, such as `ResourceNotFound`. */
  readonly code: string | undefined;
  /** Graph's own sentence, taken out of what it is wrapped in. */
  readonly graphMessage: string | undefined;
  /** Graph's id of the request, which Microsoft's support asks for. */
  readonly requestId: string | undefined;
  /** Our id of the request. */
  readonly clientRequestId: string;
}

/** The service answered with an error. There is a class for each kind of answer. */
export abstract class GraphError extends GraphFailure implements AnswerFacts {
  readonly attempt: string;
  readonly permissions: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly graphMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly clientRequestId: string;

  constructor(facts: AnswerFacts, advice: string) {
    super([
      `Tried to ${facts.attempt}: Graph answered ${describeStatus(facts)}.`,
      facts.graphMessage === undefined
        ? "It gave no message of its own."
        : `Graph says: ${facts.graphMessage}`,
      advice,
      describeRequest(facts),
    ]);
    this.attempt = facts.attempt;
    this.permissions = facts.permissions;
    this.method = facts.method;
    this.path = facts.path;
    this.status = facts.status;
    this.code = facts.code;
    this.graphMessage = facts.graphMessage;
    this.requestId = facts.requestId;
    this.clientRequestId = facts.clientRequestId;
  }
}

function describeStatus({ status, code }: AnswerFacts): string {
  const name = STATUS_CODES[status];
  const says = code !== undefined && code !== name?.replaceAll(" ", "") ? `, code "${code}"` : "";
  return `${status}${name === undefined ? "" : ` ${name}`}${says}`;
}

function describeRequest({ method, path, requestId, clientRequestId }: AnswerFacts): string {
  const id = requestId === undefined ? "" : `request id ${requestId}, `;
  return `${method} ${path} (${id}client request id ${clientRequestId})`;
}
