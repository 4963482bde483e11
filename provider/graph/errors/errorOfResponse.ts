import type { OperationProgress } from "../operation";
import { isOfGateway } from "./gatewayStatus";
import { permissionAdvice } from "./permissionAdvice";
import {
  ApprovalRequiredError,
  BadRequestError,
  ConflictError,
  type ErrorResponse,
  type Judgement,
  LicenceError,
  LockedError,
  NotFoundError,
  PermissionError,
  type ResponseError,
  RouteRefusedError,
  ServiceError,
  ThrottledError,
  UnauthenticatedError,
} from "./responseErrors";
import { count, seconds, storedSettingsAdvice } from "./words";

interface Row {
  readonly matches: (response: ErrorResponse) => boolean;
  readonly error: new (
    response: ErrorResponse,
    progress: OperationProgress,
    judgement: Judgement,
  ) => ResponseError;
  readonly advice: string | ((response: ErrorResponse, progress: OperationProgress) => string);
  /** Whether one target of the set in the request can be the reason. */
  readonly oneTarget?: (response: ErrorResponse) => boolean;
}

/**
 * How Multi Admin Approval answers: 400 that asks for the header of a justification, then 403, 409 or 412 while the
 * request waits for approval (IntuneManagement discussion #426; Microsoft365DSC #7236).
 */
const saysApproval = ({ status, code = "", graphMessage = "", approval }: ErrorResponse) =>
  [400, 403, 409, 412].includes(status) &&
  (approval ||
    /^ApprovalRequired$/i.test(code) ||
    /x-msft-approval-|multi[- ]?admin approval|\bapproval request\b|request approval/i.test(graphMessage));

const status =
  (...codes: number[]) =>
  ({ status }: ErrorResponse) =>
    codes.includes(status);

/**
 * What a tenant without the service answers: 400 "Request not applicable to target tenant"
 * (msgraph-beta-sdk-go #198), or an answer that speaks of a licence itself.
 */
const saysLicence = ({ status, code = "", graphMessage = "" }: ErrorResponse) =>
  [400, 401, 403].includes(status) &&
  (/not applicable to target tenant|\b(un|not )licen[sc]ed|does not have .*\blicen[sc]e\b/i.test(
    graphMessage,
  ) ||
    /NonPremiumTenant|License(Required|NotFound)/i.test(code));

/** Which answer becomes which error, with which advice. The first row that matches counts. */
const rows: readonly Row[] = [
  {
    matches: ({ status, code }) => status === 400 && code === "No method match route template",
    error: RouteRefusedError,
    advice:
      "The service has no route for this verb on this path, although Microsoft documents it. Nothing was changed.",
  },
  {
    matches: saysApproval,
    error: ApprovalRequiredError,
    advice:
      "Multi Admin Approval protects this kind of policy in the tenant: another administrator has to approve each change. Nothing was changed, and running again does not help. " +
      "Exclude this application in the access policy (Intune admin center, Tenant administration, Multi Admin Approval), or make the change in the admin center.",
  },
  {
    matches: saysLicence,
    error: LicenceError,
    advice:
      "The tenant has no usable licence for this service, or the service was never set up in it. Check that you signed in to the right tenant, its licences, and for Intune that the MDM authority is set.",
  },
  {
    matches: status(401),
    error: UnauthenticatedError,
    advice: (_response, { source }) =>
      `The access token from ${source} was refused. It may have expired, or be meant for another service or cloud.${storedSettingsAdvice(source)}`,
  },
  { matches: status(403), error: PermissionError, advice: permissionAdvice },
  {
    // Intune also answers 400 for what does not exist (microsoft/terraform-provider-msgraph #61).
    matches: ({ status, code }) => status === 404 || (status === 400 && code === "ResourceNotFound"),
    error: NotFoundError,
    advice:
      "Check that it exists in the tenant that you signed in to, and that the id is right. If it was deleted, remove what refers to it from your program.",
    oneTarget: ({ method }) => method !== "GET",
  },
  {
    matches: status(409, 412),
    error: ConflictError,
    advice:
      "Something else has changed it, or it exists already. This request changed nothing; run again to start from the present state.",
    oneTarget: () => true,
  },
  {
    matches: status(423),
    error: LockedError,
    advice: "The service holds a lock on it, as it does while it works on another change. Run again later.",
  },
  {
    matches: status(429, 503),
    error: ThrottledError,
    advice: (_response, { retryAfterMs, tries, elapsedMs }) =>
      `All requests pause for ${seconds(retryAfterMs)}. The operation had sent ` +
      `${count(tries, "request")} in ${seconds(elapsedMs)}. To avoid this, lower intune:requestsPer20s or --parallel.`,
  },
  {
    matches: ({ status }) => status >= 500 || isOfGateway(status),
    error: ServiceError,
    advice: (_response, { failures }) =>
      `The failure is the service's. It failed ${count(failures, "time")}. ` +
      "Run again later. If it fails again, give the request id to Microsoft's support.",
  },
  {
    // IntuneManagement #373.
    matches: ({ status, graphMessage = "" }) =>
      status === 400 && /scope tags validation failed/i.test(graphMessage),
    error: BadRequestError,
    advice:
      "An assignment filter in the request does not exist, or your role's scope tags do not cover it. Nothing was changed.",
    oneTarget: () => true,
  },
];

const otherwise: Omit<Row, "matches"> = {
  error: BadRequestError,
  advice: "Nothing was changed. Check the values that the request was made of.",
  oneTarget: () => true,
};

/** The error for an answer with an error status. */
export function errorOfResponse(response: ErrorResponse, progress: OperationProgress): ResponseError {
  const { error, advice, oneTarget } = rows.find(({ matches }) => matches(response)) ?? otherwise;
  return new error(response, progress, {
    advice: typeof advice === "string" ? advice : advice(response, progress),
    oneTarget: oneTarget?.(response) ?? false,
  });
}
