import { readErrorBody } from "./errors/errorBody";
import { errorOfResponse } from "./errors/errorOfResponse";
import { isOfGateway } from "./errors/gatewayStatus";
import type { GraphError } from "./errors/graphError";
import { AnswerError, ConnectionError, OutcomeUnknownError, type RequestFacts } from "./errors/requestErrors";
import { mediaType } from "./errors/words";
import { parseJson } from "./json";
import type { OperationProgress } from "./operation";
import { type Redact, redactedCause } from "./redact";
import type { GraphAnswer, GraphRequest } from "./request";
import { TransportFault } from "./transport/fault";
import { maxBodyBytes, type WireAnswer } from "./transport/transport";
import type { Sent } from "./wire";

/**
 * The outcome of a request that was sent once:
 *
 * - `success`
 * - `throttled`: nothing was done, and no request should be sent for a while.
 * - `unauthenticated`: nothing was done, and another token may help.
 * - `transient`: nothing was done, or it was a read; the same request may succeed soon.
 * - `final`: sending it again is not for this client to decide.
 */
export type Outcome =
  | {
      readonly kind: "success";
      readonly answer: GraphAnswer;
      readonly bytes: number;
      readonly facts: RequestFacts;
    }
  | {
      readonly kind: "throttled" | "unauthenticated" | "transient" | "final";
      readonly error: GraphError;
    };

export function outcomeOf(
  { result, clientRequestId }: Sent,
  request: GraphRequest,
  url: URL,
  progress: OperationProgress,
  redact: Redact,
): Outcome {
  const { method, operation } = request;
  const sent: RequestFacts = { attempt: operation.attempt, method, path: url.pathname, clientRequestId };
  if (result instanceof TransportFault) return ofFault(result, sent, url, progress, redact);
  const facts = { ...sent, requestId: requestIdOf(result) };
  if (result.status >= 200 && result.status < 300) return ofSuccess(result, facts, request);
  if (result.status < 400) {
    const to = URL.parse(result.header("location") ?? "", url.href)?.host ?? "an unknown place";
    const problem = `it is a redirect (${result.status}) to ${to}, and Graph does not redirect`;
    return { kind: "final", error: new AnswerError(facts, problem) };
  }
  return ofErrorStatus(result, facts, operation.permissions, progress, redact);
}

function ofErrorStatus(
  answer: WireAnswer,
  sent: RequestFacts,
  permissions: readonly string[],
  progress: OperationProgress,
  redact: Redact,
): Outcome {
  const { status, text = "" } = answer;
  const body = parseJson(text);
  const { code, graphMessage, requestId = sent.requestId } = readErrorBody(body, redact);
  const facts = { ...sent, requestId };
  const isPage = text !== "" && body === undefined && requestId === undefined;
  if (isPage && saysNo(status)) {
    const problem = `it is no JSON (${status}, ${kindOf(answer)}) and has no request id of Graph. A proxy or firewall may have blocked the request`;
    return ofUnusable(facts, problem);
  }
  const approval = answer.header("x-msft-approval-code") !== undefined;
  const response = { ...facts, permissions, status, code, graphMessage, approval, isPage };
  const error = errorOfResponse(response, progress);
  if (status === 429 || status === 503) return { kind: "throttled", error };
  if (status === 401) return { kind: "unauthenticated", error };
  const isRead = facts.method === "GET";
  if (isRead && (isOfGateway(status) || status === 500)) return { kind: "transient", error };
  const isUnknown = !isRead && isOfGateway(status);
  return { kind: "final", error: isUnknown ? new OutcomeUnknownError(facts, error) : error };
}

function ofFault(
  fault: TransportFault,
  facts: RequestFacts,
  url: URL,
  { failures }: OperationProgress,
  redact: Redact,
): Outcome {
  const { code, advice } = fault;
  const cause = redactedCause(fault, redact);
  if (fault.maybeSent && facts.method !== "GET") {
    return { kind: "final", error: new OutcomeUnknownError(facts, cause) };
  }
  const error = new ConnectionError(facts, { code, host: url.host, tries: failures, advice, cause });
  return { kind: fault.lasting ? "final" : "transient", error };
}

function ofSuccess(answer: WireAnswer, facts: RequestFacts, { ignoresAnswer }: GraphRequest): Outcome {
  const { status, text = "" } = answer;
  const body = text === "" || ignoresAnswer ? undefined : parseJson(text);
  const isJson = ignoresAnswer ? /^\s*[[{]/.test(text) : body !== undefined;
  if (answer.tooLarge || (text !== "" && !isJson)) {
    const problem = answer.tooLarge
      ? `it is larger than ${maxBodyBytes / 1024 / 1024} MB`
      : `it is no JSON (${kindOf(answer)})`;
    return ofUnusable(facts, problem);
  }
  return { kind: "success", answer: { status, body }, bytes: text.length, facts };
}

/** Nobody knows what became of a write whose answer is not Graph's. */
function ofUnusable(facts: RequestFacts, problem: string): Outcome {
  const unusable = new AnswerError(facts, problem);
  const error = facts.method === "GET" ? unusable : new OutcomeUnknownError(facts, unusable);
  return { kind: "final", error };
}

/** Whether Graph refuses a request with the status: it neither fails, nor is it busy. */
function saysNo(status: number): boolean {
  return status < 500 && status !== 429 && !isOfGateway(status);
}

/** Somebody else could have set the id, so it is shown only if it looks like one. */
function requestIdOf(answer: WireAnswer): string | undefined {
  const id = answer.header("request-id");
  return id !== undefined && /^[\w.-]{1,100}$/.test(id) ? id : undefined;
}

/** The type of an answer, and its coding if it has one: none is asked for. */
function kindOf(answer: WireAnswer): string {
  const type = mediaType(answer.header("content-type"));
  const coding = /^[\w-]+/.exec(answer.header("content-encoding") ?? "")?.[0];
  return coding === undefined ? type : `${type}, coded as ${coding}`;
}
