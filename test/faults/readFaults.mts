import { gateway, graph, success } from "./answers.mts";
import type { FaultCase, Outcome } from "./fault.mts";

/** All columns that look again after a write: those that write by `assign`. */
const confirming = (otherwise: Outcome) => ({
  read: "-" as const,
  // The first DELETE of a process is confirmed by a read; the other verbs by their answer.
  "verb delete": otherwise,
  verb: "-" as const,
  otherwise,
});

const once = { nth: 1 };
/** More than a healthy request takes on a machine that is busy with something else, and less than {@link late}. */
const slow = { requestTimeoutMs: 15_000 };
const late = { kind: "delay", ms: 25_000 } as const;

/** Everything that can go wrong with reading a policy's set. */
export const readFaults: readonly FaultCase[] = (
  [
    { name: "401", fault: graph(401, "InvalidAuthenticationToken"), expected: "UnauthenticatedError" },
    { name: "403 of a proxy", fault: gateway(403), expected: "AnswerError" },
    { name: "403", fault: graph(403, "Forbidden"), expected: "PermissionError" },
    {
      name: "404, the policy is deleted",
      fault: graph(404, "ResourceNotFound"),
      policyDeleted: true,
      expected: { read: "gone", delete: "done", otherwise: "NotFoundError" },
    },
    { name: "404 of a gateway", fault: gateway(404), expected: "AnswerError" },
    { name: "404 without a reason", fault: graph(404, "UnknownError"), expected: "NotFoundError" },
    { name: "410 of a gateway", fault: gateway(410), expected: "AnswerError" },
    { name: "408 once, a page", fault: gateway(408), ...once, expected: "done" },
    {
      name: "429 once, Retry-After",
      fault: graph(429, "TooManyRequests", { headers: { "Retry-After": "0.05" } }),
      ...once,
      expected: "done",
    },
    {
      name: "429 once, no Retry-After",
      fault: graph(429, "TooManyRequests"),
      ...once,
      expected: "done",
    },
    {
      name: "429 each time",
      fault: graph(429, "TooManyRequests"),
      operationTimeoutMs: 400,
      expected: "DeadlineError",
    },
    { name: "500 once", fault: graph(500, "InternalError"), ...once, expected: "done" },
    { name: "500 each time", fault: graph(500, "InternalError"), expected: "ServiceError" },
    { name: "502 once, a page", fault: gateway(502), ...once, expected: "done" },
    { name: "502 each time, a page", fault: gateway(502), expected: "ServiceError" },
    { name: "503 once, a page", fault: gateway(503), ...once, expected: "done" },
    { name: "504 once, a page", fault: gateway(504), ...once, expected: "done" },
    { name: "reset once", fault: { kind: "reset" }, ...once, expected: "done" },
    { name: "reset each time", fault: { kind: "reset" }, expected: "ConnectionError" },
    {
      name: "slower than the time limit, once",
      fault: late,
      ...once,
      ...slow,
      expected: "done",
    },
    { name: "body cut off once", fault: { kind: "truncated" }, ...once, expected: "done" },
    { name: "body not JSON", fault: { kind: "garbled" }, expected: "AnswerError" },
    { name: "200 with a page", fault: gateway(200), expected: "AnswerError" },
    { name: "200 with {}", fault: success({}), expected: "AnswerError" },
    { name: "200 with value: null", fault: success({ value: null }), expected: "AnswerError" },
    { name: "204 with nothing", fault: { kind: "answer", status: 204 }, expected: "AnswerError" },
    {
      name: "an entry without a target",
      fault: success({ value: [{ id: "x" }] }),
      expected: "UnreadableAssignmentError",
    },
    {
      name: "an entry without an id",
      fault: success({
        value: [{ target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } }],
      }),
      expected: "UnreadableAssignmentError",
    },
    {
      name: "redirect",
      fault: { kind: "answer", status: 302, headers: { Location: "https://graph.example.com/" } },
      expected: "AnswerError",
    },
    { name: "an entry twice in a page", fault: { kind: "duplicateInPage" }, expected: "done" },
    { name: "an empty page with a nextLink", fault: { kind: "emptyPage" }, expected: "done" },
    { name: "a nextLink to itself", fault: { kind: "endlessNextLink" }, expected: "AnswerError" },
    {
      name: "nextLinks without an end",
      fault: { kind: "endlessNextLink", link: "new" },
      // A cell of it has a thousand requests, and all operations read by the same function.
      verbs: ["read"],
      expected: "AnswerError",
    },
    { name: "a nextLink to another host", fault: { kind: "foreignNextLink" }, expected: "AnswerError" },
    {
      name: "the confirming read: 403",
      fault: graph(403, "Forbidden"),
      nth: 2,
      expected: confirming("PermissionError"),
    },
    {
      name: "the confirming read: 500 once",
      fault: graph(500, "InternalError"),
      nth: 2,
      expected: confirming("done"),
    },
    { name: "the confirming read: a page", fault: gateway(200), nth: 2, expected: confirming("AnswerError") },
    {
      name: "the confirming read: reset once",
      fault: { kind: "reset" },
      nth: 2,
      expected: confirming("done"),
    },
  ] satisfies Omit<FaultCase, "strikes">[]
).map((row) => ({ ...row, strikes: "read" }));
