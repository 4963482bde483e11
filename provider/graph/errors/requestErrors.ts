import { GraphError } from "./graphError";
import { ResponseError } from "./responseErrors";
import { connectionFailed, count, describeRequest, withoutAttempt } from "./words";

/** The facts of a request, whether it succeeded or not. */
export interface RequestFacts {
  /** What the caller tried, in words: "create the assignment of …" after "Tried to". */
  readonly attempt: string;
  readonly method: string;
  /** The path of the request, without its query. */
  readonly path: string;
  /** Graph's id of the request, which Microsoft's support asks for. */
  readonly requestId?: string | undefined;
  /** Our id of the request. */
  readonly clientRequestId: string;
}

/** A request that got no usable answer from Graph. */
abstract class RequestError extends GraphError implements RequestFacts {
  readonly attempt: string;
  readonly method: string;
  readonly path: string;
  readonly requestId: string | undefined;
  readonly clientRequestId: string;

  constructor(request: RequestFacts, lines: readonly (string | undefined)[], cause?: Error) {
    super([...lines, describeRequest(request)], cause);
    this.attempt = request.attempt;
    this.method = request.method;
    this.path = request.path;
    this.requestId = request.requestId;
    this.clientRequestId = request.clientRequestId;
  }
}

/** The answer is not one of Graph's: not JSON, another shape, a redirect, a link to another host, too large. */
export class AnswerError extends RequestError {
  override readonly name = "AnswerError";

  /** @param problem - What is wrong with the answer, after "because". */
  constructor(
    request: RequestFacts,
    readonly problem: string,
  ) {
    super(request, [
      `Tried to ${request.attempt}: the answer cannot be used, because ${problem}.`,
      "Check that the endpoint is Microsoft Graph, and whether a proxy answers in its place.",
    ]);
  }
}

/** Graph could not be reached, or a read failed again and again. Nothing was changed. */
export class ConnectionError extends RequestError {
  override readonly name = "ConnectionError";
  /** The system's or the library's code, such as `ECONNREFUSED`. */
  readonly code: string | undefined;
  readonly host: string;
  readonly tries: number;

  constructor(
    request: RequestFacts,
    fault: { code: string | undefined; host: string; tries: number; advice: string; cause: Error },
  ) {
    super(
      request,
      [
        `Tried to ${request.attempt}: no answer from ${fault.host} after ${count(fault.tries, "try", "tries")}.`,
        connectionFailed(fault.cause.message, fault.code),
        fault.advice,
      ],
      fault.cause,
    );
    this.code = fault.code;
    this.host = fault.host;
    this.tries = fault.tries;
  }
}

/**
 * A write was sent, but it is unknown whether it took effect: the connection broke, or a gateway gave up. The caller
 * reads the result and decides.
 */
export class OutcomeUnknownError extends RequestError {
  override readonly name = "OutcomeUnknownError";

  constructor(request: RequestFacts, cause: Error) {
    super(
      request,
      [
        `Tried to ${request.attempt}: the request was sent, but it is unknown whether it took effect.`,
        cause instanceof GraphError
          ? withoutAttempt(cause.message, request.attempt).split("\n", 1)[0]
          : `The connection failed: ${cause.message}`,
        cause instanceof ResponseError && cause.graphMessage
          ? `Graph says: ${cause.graphMessage}`
          : undefined,
        "Run again: the next run finds what was done and does what is missing.",
      ],
      cause,
    );
  }
}
