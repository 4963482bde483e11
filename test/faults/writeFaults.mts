import { gateway, graph, success } from "./answers.mts";
import type { Expected, FaultCase, Outcome } from "./fault.mts";
import { foreign, own } from "./world.mts";

/** All columns that write. */
const all = (otherwise: Outcome, but: Readonly<Record<string, Outcome>> = {}): Expected => ({
  read: "-",
  ...but,
  otherwise,
});

/** The code of an answer shows that a documented verb is refused, and it cannot be read here. */
const unreadRefusal = { trial: "BadRequestError" } as const;

const once = { nth: 1 };
/** More than a healthy request takes on a machine that is busy with something else, and less than {@link late}. */
const slow = { requestTimeoutMs: 15_000 };
const late = { kind: "delay", ms: 25_000 } as const;
const after = { when: "after" } as const;
const retryAfter = { headers: { "Retry-After": "0.05" } };

/** Everything that can go wrong with a write of a policy's set. */
export const writeFaults: readonly FaultCase[] = (
  [
    { name: "400 of the service", fault: graph(400, "BadRequest"), expected: all("BadRequestError") },
    { name: "401", fault: graph(401, "InvalidAuthenticationToken"), expected: all("UnauthenticatedError") },
    { name: "403", fault: graph(403, "Forbidden"), expected: all("PermissionError") },
    { name: "404 each time", fault: graph(404, "ResourceNotFound"), expected: all("NotFoundError") },
    { name: "404 of a gateway", fault: gateway(404), expected: all("OutcomeUnknownError") },
    { name: "403 once, in place of the answer", fault: gateway(403, after), ...once, expected: all("done") },
    {
      name: "404 once",
      fault: graph(404, "ResourceNotFound"),
      ...once,
      // After a single verb, the set is read and the change planned again. After an assign through v1.0, beta is
      // asked, which knows more policies; a set with filters has gone there in the first place.
      expected: all("done", { "single assign": "NotFoundError" }),
    },
    { name: "409", fault: graph(409, "Conflict"), expected: all("ConflictError") },
    { name: "412", fault: graph(412, "ConditionNotMet"), expected: all("ConflictError") },
    { name: "423", fault: graph(423, "Locked"), expected: all("LockedError") },
    {
      name: "429 once, Retry-After",
      fault: graph(429, "TooManyRequests", retryAfter),
      ...once,
      expected: all("done"),
    },
    {
      name: "429 once, no Retry-After",
      fault: graph(429, "TooManyRequests"),
      ...once,
      expected: all("done"),
    },
    {
      name: "429 each time",
      fault: graph(429, "TooManyRequests"),
      operationTimeoutMs: 400,
      expected: all("DeadlineError"),
    },
    { name: "500", fault: graph(500, "InternalError"), expected: all("ServiceError") },
    {
      name: "500 after the effect",
      fault: graph(500, "InternalError", after),
      ...once,
      expected: all("ServiceError"),
    },
    { name: "408 once, after the effect", fault: gateway(408, after), ...once, expected: all("done") },
    { name: "408 each time", fault: gateway(408), expected: all("OutcomeUnknownError") },
    { name: "502 once, a page", fault: gateway(502), ...once, expected: all("done") },
    { name: "502 once, after the effect", fault: gateway(502, after), ...once, expected: all("done") },
    { name: "502 each time", fault: gateway(502), expected: all("OutcomeUnknownError") },
    { name: "503 once, a page", fault: gateway(503), ...once, expected: all("done") },
    { name: "503 once, after the effect", fault: gateway(503, after), ...once, expected: all("done") },
    { name: "504 once, a page", fault: gateway(504), ...once, expected: all("done") },
    { name: "504 once, after the effect", fault: gateway(504, after), ...once, expected: all("done") },
    { name: "reset once", fault: { kind: "reset" }, ...once, expected: all("done") },
    {
      name: "reset once, after the effect",
      fault: { kind: "reset", ...after },
      ...once,
      expected: all("done"),
    },
    { name: "reset each time", fault: { kind: "reset" }, expected: all("OutcomeUnknownError") },
    {
      name: "slower than the time limit, once",
      fault: { ...late, ...after },
      ...once,
      ...slow,
      expected: all("done"),
    },
    {
      name: "takes effect after the time limit, once",
      fault: late,
      ...once,
      ...slow,
      expected: all("done"),
    },
    {
      name: "body cut off once",
      fault: { kind: "truncated" },
      ...once,
      expected: all("done", unreadRefusal),
    },
    { name: "body not JSON once", fault: { kind: "garbled" }, ...once, expected: all("done", unreadRefusal) },
    { name: "200 with a page, no effect, once", fault: gateway(200), ...once, expected: all("done") },
    { name: "200 with a page, each time", fault: gateway(200), expected: all("OutcomeUnknownError") },
    { name: "200 with {}, after the effect", fault: success({}, after), ...once, expected: all("done") },
    {
      name: "redirect",
      fault: { kind: "answer", status: 307, headers: { Location: "https://graph.example.com/" } },
      expected: all("AnswerError"),
    },
    {
      name: "success without effect",
      fault: { kind: "withoutEffect" },
      expected: all("NotConfirmedError", {
        verb: "done",
        trial: "done",
      }),
    },
    { name: "stale for 2 reads", fault: { kind: "staleReads", reads: 2 }, expected: all("done") },
    {
      name: "stale for 50 reads",
      fault: { kind: "staleReads", reads: 50 },
      // The entity of a documented verb is Graph's word already.
      expected: all("NotConfirmedError", { verb: "done", trial: "done" }),
    },
    {
      name: "somebody adds between our read and write",
      fault: { kind: "foreignWriter", add: [foreign.late] },
      ...once,
      foreign: "adds",
      verbs: ["create", "update", "delete"],
      expected: all("done", { "single assign": "overwrites" }),
    },
    {
      name: "somebody removes between our read and write",
      fault: { kind: "foreignWriter", remove: [foreign.filtered.target] },
      ...once,
      foreign: "removes",
      verbs: ["create", "update", "delete"],
      expected: all("done", { "single assign": "overwrites" }),
    },
    {
      name: "somebody makes the same between our read and write",
      fault: { kind: "foreignWriter", add: [{ target: own.created }] },
      ...once,
      verbs: ["create", "update"],
      expected: all("done"),
    },
    {
      name: "somebody takes it away after our write",
      fault: { kind: "foreignWriter", remove: [own.created], ...after },
      ...once,
      foreign: "takesOurs",
      verbs: ["create", "update"],
      // The set is then the one from before our write, as a late answer would show it.
      expected: all("done", { "single assign create": "NotConfirmedError" }),
    },
  ] satisfies Omit<FaultCase, "strikes">[]
).map((row) => ({ ...row, strikes: "write" }));
