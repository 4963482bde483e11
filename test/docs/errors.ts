import {
  DuplicateTargetError,
  FolderNotPrivateError,
  NotConfirmedError,
  NotesGoneError,
  NotesNotWrittenError,
  TargetConflictError,
  UnreadableAssignmentError,
} from "../../provider/assignments/errors";
import { NoEffectError } from "../../provider/assignments/singleVerbs";
import { ConfigurationError } from "../../provider/config";
import {
  AnswerError,
  CancelledError,
  ConnectionError,
  DeadlineError,
  errorOfResponse,
  OutcomeUnknownError,
  PathError,
  SignInError,
} from "../../provider/graph";
import { FilterNotFoundError, FilterNotUniqueError } from "../../provider/lookups/assignmentFilters";
import {
  BuiltInPolicyError,
  LookupArgsError,
  PolicyNotFoundError,
  PolicyNotUniqueError,
} from "../../provider/lookups/errors";
import { UnreadablePolicyError } from "../../provider/lookups/namedPolicy";
import { policyKinds } from "../../provider/policyKind";
import { UnknownResourceError } from "../../provider/resources";

const facts = {
  attempt: "create the assignment",
  permissions: ["DeviceManagementConfiguration.ReadWrite.All"],
  method: "POST",
  path: "/v1.0/deviceManagement",
  code: "ACode",
  graphMessage: "What Graph says.",
  requestId: "11111111-0000-4000-8000-000000000001",
  clientRequestId: "11111111-0000-4000-8000-000000000002",
  approval: false,
  isPage: false,
};
const progress = {
  attempt: facts.attempt,
  elapsedMs: 600_000,
  timeoutMs: 600_000,
  tries: 7,
  failures: 3,
  retryAfterMs: 5_000,
  source: "INTUNE_ACCESS_TOKEN",
};
const ofResponse = (status: number, says: { code?: string; graphMessage?: string } = {}) =>
  errorOfResponse({ ...facts, status, ...says }, progress);
const cause = new Error("the cause");
const unreachable = { code: "ECONNREFUSED", host: "graph.microsoft.com", tries: 3, advice: "", cause };
const kind = policyKinds.EnrollmentConfiguration;
const named = {
  id: "e0000000-0000-4000-8000-000000000001_Limit",
  displayName: "Five devices",
  type: "",
  builtIn: false,
};
const policy = { kind, id: named.id };
const target = { type: "allDevicesAssignmentTarget" } as const;
const conflicts = [
  "it is assigned already, with another filter",
  "another resource assigns it with another filter",
  "the policy has the group a, and one group cannot be both included and excluded",
  "another resource assigns the group a, and one group cannot be both included and excluded",
];
const filter = {
  id: "f0000000-0000-4000-8000-000000000001",
  displayName: "Corporate",
  platform: "windows10AndLater",
  rule: '(device.deviceOwnership -eq "Corporate")',
  managementType: "devices",
};
const wrong = "intune:tenantId: is missing";

/** One of each error that a user of the resources and lookups can come to read; two where there are two texts. */
export const errors: readonly Error[] = [
  new AnswerError(facts, "it is not JSON"),
  new CancelledError(facts.attempt),
  ofResponse(400),
  ofResponse(400, { graphMessage: "Scope Tags validation failed : Filters f , Validated filters" }),
  ofResponse(412, { code: "ApprovalRequired" }),
  new BuiltInPolicyError(kind, named),
  new ConfigurationError([wrong]),
  new ConfigurationError([wrong, wrong]),
  ofResponse(409),
  new ConnectionError(facts, unreachable),
  new DeadlineError(progress),
  new DuplicateTargetError(policy, target),
  new FilterNotFoundError('the displayName "Corporate"', [filter]),
  new FilterNotUniqueError('the displayName "Corporate"', [filter, filter]),
  new FolderNotPrivateError("/tmp/pulumi-intune-1000"),
  ofResponse(400, { graphMessage: "Request not applicable to target tenant." }),
  ofResponse(423),
  new LookupArgsError(kind.noun, []),
  new NoEffectError(facts.attempt),
  new NotConfirmedError(facts.attempt, ["all devices"], "within 30 s"),
  new NotesGoneError("/tmp/pulumi-intune-1000/run"),
  new NotesNotWrittenError(
    "/tmp/pulumi-intune-1000/run",
    new Error("ENOSPC: no space left on device, write"),
  ),
  ofResponse(404),
  new OutcomeUnknownError(facts, cause),
  new PathError(".."),
  ofResponse(403, { graphMessage: "Tenant is not Global Admin or Intune Service Admin." }),
  ofResponse(403),
  new PolicyNotFoundError(kind, 'the display name "Six devices"', [named]),
  new PolicyNotUniqueError(kind, 'the display name "Five devices"', [named, named]),
  ofResponse(400, { code: "No method match route template" }),
  ofResponse(500),
  new SignInError("a client secret", "ARM_CLIENT_SECRET", cause),
  ...conflicts.map((reason) => new TargetConflictError(policy, target, reason)),
  ofResponse(429),
  ofResponse(401),
  new UnknownResourceError("NoSuchResource"),
  new UnreadableAssignmentError(facts.attempt),
  new UnreadablePolicyError(facts.attempt),
];
