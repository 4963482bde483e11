export { type Cloud, clouds, findCloud } from "./clouds";
export { errorOfResponse } from "./errors/errorOfResponse";
export { GraphError } from "./errors/graphError";
export { AnswerError, ConnectionError, OutcomeUnknownError } from "./errors/requestErrors";
export {
  ApprovalRequiredError,
  BadRequestError,
  ConflictError,
  LicenceError,
  LockedError,
  NotFoundError,
  PermissionError,
  ResponseError,
  RouteRefusedError,
  ServiceError,
  ThrottledError,
  UnauthenticatedError,
} from "./errors/responseErrors";
export { GraphClient } from "./graphClient";
export { GraphPath, graphPath, PathError } from "./graphPath";
export { CancelledError, DeadlineError, type Operation } from "./operation";
export { type Authority, type Backoff, defaults, type GraphClientOptions, type Pace } from "./options";
export type { GraphAnswer, GraphRequest } from "./request";
export {
  type DefaultMethod,
  methodWords,
  type SignIn,
  type SignInBy,
  type SignInMethod,
  type Text,
} from "./signIn/signIn";
export { SignInError } from "./signIn/tokenSource";
