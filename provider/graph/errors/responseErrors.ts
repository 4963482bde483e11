import { STATUS_CODES } from "node:http";
import type { OperationProgress } from "../operation";
import { GraphError } from "./graphError";
import type { RequestFacts } from "./requestErrors";
import { describeRequest } from "./words";

/** The facts of an answer with an error status. Texts of the service are shortened and redacted. */
export interface ErrorResponse extends RequestFacts {
  /** The Graph permissions of which the operation needs one, least privileged first. */
  readonly permissions: readonly string[];
  readonly status: number;
  /** Graph's own code, such as `ResourceNotFound`. */
  readonly code: string | undefined;
  /** Graph's own message, without the JSON around it. */
  readonly graphMessage: string | undefined;
  /** Whether the answer carries the header of Multi Admin Approval. */
  readonly approval: boolean;
  /** Whether the answer is neither JSON nor has an id of Graph. */
  readonly isPage: boolean;
}

/** What an answer means for the user. */
export interface Judgement {
  readonly advice: string;
  /** See {@link GraphError.canBeOneTargetsFault}. */
  readonly oneTarget: boolean;
}

/** Graph answered with an error status. `errorOfResponse` chooses the class. */
export abstract class ResponseError extends GraphError implements Omit<ErrorResponse, "approval" | "isPage"> {
  readonly attempt: string;
  readonly permissions: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly graphMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly clientRequestId: string;
  override readonly canBeOneTargetsFault: boolean;

  constructor(response: ErrorResponse, _progress: OperationProgress, { advice, oneTarget }: Judgement) {
    const { graphMessage } = response;
    super([
      `Tried to ${response.attempt}: Graph answered ${describeStatus(response)}.`,
      describeMessage(response),
      advice,
      describeRequest(response),
    ]);
    this.attempt = response.attempt;
    this.permissions = response.permissions;
    this.method = response.method;
    this.path = response.path;
    this.status = response.status;
    this.code = response.code;
    this.graphMessage = graphMessage;
    this.requestId = response.requestId;
    this.clientRequestId = response.clientRequestId;
    this.canBeOneTargetsFault = oneTarget;
  }
}

function describeStatus({ status, code }: ErrorResponse): string {
  const name = STATUS_CODES[status];
  const says = code !== undefined && code !== name?.replaceAll(" ", "") ? `, code "${code}"` : "";
  return `${status}${name === undefined ? "" : ` ${name}`}${says}`;
}

function describeMessage({ graphMessage, isPage }: ErrorResponse): string {
  if (graphMessage !== undefined) return `Graph says: ${graphMessage}`;
  return isPage
    ? "The answer is no JSON and has no request id of Graph. A gateway, proxy or firewall may have sent it."
    : "It gave no message of its own.";
}

/** Graph's router has no route for this verb and path. Nothing was done. */
export class RouteRefusedError extends ResponseError {
  override readonly name = "RouteRefusedError";
}

/**
 * Multi Admin Approval protects the policy: another administrator has to approve each change, and this client cannot
 * request that. Nothing was done, and sending the request again does not help.
 */
export class ApprovalRequiredError extends ResponseError {
  override readonly name = "ApprovalRequiredError";
}

/** The tenant or the user has no licence for the request. */
export class LicenceError extends ResponseError {
  override readonly name = "LicenceError";
}

/** Graph refused the access token, and a new one if the provider could get one. */
export class UnauthenticatedError extends ResponseError {
  override readonly name = "UnauthenticatedError";
}

/** The caller has no permission. The message names the permission that the operation needs. */
export class PermissionError extends ResponseError {
  override readonly name = "PermissionError";
}

/** Something that the path or the body names does not exist in the tenant. */
export class NotFoundError extends ResponseError {
  override readonly name = "NotFoundError";
}

/** The request conflicts with the present state. */
export class ConflictError extends ResponseError {
  override readonly name = "ConflictError";
}

/** The service holds a lock on the policy. */
export class LockedError extends ResponseError {
  override readonly name = "LockedError";
}

/** Graph takes no more requests for a while. Nothing was done. */
export class ThrottledError extends ResponseError {
  override readonly name = "ThrottledError";
  /** How long all requests of this client pause, in milliseconds. */
  readonly retryAfterMs: number;
  /** How long the operation had taken, in milliseconds. */
  readonly elapsedMs: number;
  /** How many requests the operation had sent. */
  readonly tries: number;

  constructor(response: ErrorResponse, progress: OperationProgress, judgement: Judgement) {
    super(response, progress, judgement);
    this.retryAfterMs = progress.retryAfterMs;
    this.elapsedMs = progress.elapsedMs;
    this.tries = progress.tries;
  }
}

/** The service failed, or a gateway in front of it. */
export class ServiceError extends ResponseError {
  override readonly name = "ServiceError";
}

/** Graph refused the request as it stands. Nothing was done. */
export class BadRequestError extends ResponseError {
  override readonly name = "BadRequestError";
}
