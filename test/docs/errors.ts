import {
  DuplicateTargetError,
  NotConfirmedError,
  TargetConflictError,
  UnreadableAssignmentError,
} from "../../provider/assignments/errors";
import {
  AnswerError,
  BadRequestError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  DeadlineError,
  LicenceError,
  LockedError,
  NotFoundError,
  OutcomeUnknownError,
  PathError,
  PermissionError,
  RouteRefusedError,
  ServiceError,
  SignInError,
  ThrottledError,
  UnauthenticatedError,
} from "../../provider/graph";
import {
  BuiltInPolicyError,
  LookupArgsError,
  PolicyNotFoundError,
  PolicyNotUniqueError,
  UnreadablePolicyError,
} from "../../provider/lookups/errors";
import { policyKinds } from "../../provider/policyKind";

const facts = {
  attempt: "create the assignment",
  permissions: ["DeviceManagementConfiguration.ReadWrite.All"],
  method: "POST",
  path: "/v1.0/deviceManagement",
  status: 418,
  code: "ACode",
  graphMessage: "What Graph says.",
  requestId: "11111111-0000-4000-8000-000000000001",
  clientRequestId: "11111111-0000-4000-8000-000000000002",
};
const admins = { ...facts, graphMessage: "Tenant is not Global Admin or Intune Service Admin." };
const course = {
  attempt: facts.attempt,
  elapsedMs: 600_000,
  timeoutMs: 600_000,
  tries: 7,
  retryAfterMs: 5_000,
};
const cause = new Error("the cause");
const unreachable = { code: "ECONNREFUSED", host: "graph.microsoft.com", tries: 3, advice: "", cause };
const kind = policyKinds.EnrollmentConfiguration;
const named = { id: "e0000000-0000-4000-8000-000000000001_Limit", displayName: "Five devices", type: "" };
const policy = { kind, id: named.id };
const target = { type: "allDevicesAssignmentTarget" } as const;
const wrong = { setting: "intune:tenantId", message: "is missing" };

/** One of each error that a user of the resources and lookups can come to read; two where there are two texts. */
export const errors: readonly Error[] = [
  new AnswerError(facts, "it is not JSON"),
  new BadRequestError(facts),
  new BuiltInPolicyError(kind, named),
  new ConfigurationError([wrong]),
  new ConfigurationError([wrong, wrong]),
  new ConflictError(facts),
  new ConnectionError(facts, unreachable),
  new DeadlineError(course),
  new DuplicateTargetError(policy, target),
  new LicenceError(facts),
  new LockedError(facts),
  new LookupArgsError(kind, ["displayName: is missing"]),
  new NotConfirmedError(facts.attempt, ["all devices"], "within 30 s"),
  new NotFoundError(facts),
  new OutcomeUnknownError(facts, cause),
  new PathError(".."),
  new PermissionError(admins),
  new PermissionError(facts),
  new PolicyNotFoundError(kind, 'the display name "Six devices"', [named]),
  new PolicyNotUniqueError(kind, 'the display name "Five devices"', [named, named]),
  new RouteRefusedError(facts),
  new ServiceError(facts, 3),
  new SignInError("a client secret", "ARM_CLIENT_SECRET", cause),
  new TargetConflictError(policy, target, "it is assigned already, with another filter"),
  new ThrottledError(facts, course),
  new UnauthenticatedError(facts, "INTUNE_ACCESS_TOKEN"),
  new UnreadableAssignmentError(facts.attempt),
  new UnreadablePolicyError(facts.attempt),
];
