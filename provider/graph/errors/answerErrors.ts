import { BadRequestError } from "./badRequestError";
import { ConflictError } from "./conflictError";
import type { AnswerFacts, GraphError } from "./graphError";
import { LicenceError } from "./licenceError";
import { LockedError } from "./lockedError";
import { NotFoundError } from "./notFoundError";
import { PermissionError } from "./permissionError";
import { RouteRefusedError } from "./routeRefusedError";
import { ServiceError } from "./serviceError";
import { ThrottledError } from "./throttledError";
import { UnauthenticatedError } from "./unauthenticatedError";

/** How the operation went until the answer came. @internal */
export interface Course {
  /** How many requests the operation has sent. */
  readonly tries: number;
  /** How often this request has failed in a way that may pass. */
  readonly failures: number;
  readonly elapsedMs: number;
  /** The pause that a throttled answer asked for. */
  readonly retryAfterMs: number;
  /** Where the credential came from. */
  readonly source: string;
}

interface Row {
  readonly matches: (facts: AnswerFacts) => boolean;
  readonly make: (facts: AnswerFacts, course: Course) => GraphError;
}

const status =
  (...codes: number[]) =>
  (facts: AnswerFacts) =>
    codes.includes(facts.status);

/**
 * What a tenant without the service answers: 400 "Request not applicable to target tenant"
 * (msgraph-beta-sdk-go #198), or an answer that speaks of a licence itself.
 */
const saysLicence = ({ status, code = "", graphMessage = "" }: AnswerFacts) =>
  [400, 401, 403].includes(status) &&
  (/not applicable to target tenant|\b(un|not )licen[sc]ed|does not have .*\blicen[sc]e\b/i.test(
    graphMessage,
  ) ||
    /NonPremiumTenant|License(Required|NotFound)/i.test(code));

/** The kinds of error answers; the first row that matches counts. */
const rows: readonly Row[] = [
  {
    matches: (facts) => facts.status === 400 && facts.code === "No method match route template",
    make: (facts) => new RouteRefusedError(facts),
  },
  { matches: saysLicence, make: (facts) => new LicenceError(facts) },
  { matches: status(401), make: (facts, { source }) => new UnauthenticatedError(facts, source) },
  { matches: status(403), make: (facts) => new PermissionError(facts) },
  { matches: status(404), make: (facts) => new NotFoundError(facts) },
  { matches: status(409, 412), make: (facts) => new ConflictError(facts) },
  { matches: status(423), make: (facts) => new LockedError(facts) },
  { matches: status(429, 503), make: (facts, course) => new ThrottledError(facts, course) },
  {
    matches: ({ status }) => status >= 500,
    make: (facts, { failures }) => new ServiceError(facts, failures),
  },
];

/** The error for an answer whose status is no success. @internal */
export function errorOfAnswer(facts: AnswerFacts, course: Course): GraphError {
  const row = rows.find(({ matches }) => matches(facts));
  return row === undefined ? new BadRequestError(facts) : row.make(facts, course);
}
