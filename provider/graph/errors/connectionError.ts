import { GraphFailure } from "./graphFailure";
import { describeRequest, type RequestFacts } from "./requestFacts";
import { count } from "./words";

/** Graph could not be reached, or a read broke off again and again. Nothing was changed. */
export class ConnectionError extends GraphFailure {
  override readonly name = "ConnectionError";
  readonly attempt: string;
  readonly method: string;
  readonly path: string;
  readonly clientRequestId: string;
  /** The system's or the library's code, such as `ECONNREFUSED`. */
  readonly code: string | undefined;
  readonly host: string;
  readonly tries: number;

  constructor(
    facts: RequestFacts,
    fault: { code: string | undefined; host: string; tries: number; advice: string; cause: Error },
  ) {
    const reason = fault.cause.message.includes(fault.code ?? "") ? "" : ` (${fault.code})`;
    super(
      [
        `Tried to ${facts.attempt}: no answer from ${fault.host} after ${count(fault.tries, "try", "tries")}.`,
        `The connection failed: ${fault.cause.message}${reason}`,
        fault.advice,
        describeRequest(facts),
      ],
      fault.cause,
    );
    this.attempt = facts.attempt;
    this.method = facts.method;
    this.path = facts.path;
    this.clientRequestId = facts.clientRequestId;
    this.code = fault.code;
    this.host = fault.host;
    this.tries = fault.tries;
  }
}
