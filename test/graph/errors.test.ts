import { describe, expect, test } from "vitest";
import {
  AnswerError,
  ApprovalRequiredError,
  BadRequestError,
  ConflictError,
  GraphError,
  graphPath,
  LicenceError,
  LockedError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionError,
  ResponseError,
  RouteRefusedError,
  ServiceError,
  ThrottledError,
  UnauthenticatedError,
} from "../../provider/graph";
import { clientOf, operationOf, rejection } from "./support/client";
import { type Answer, graphError, json, serve } from "./support/service";

/** The error of a POST that gets this answer. */
async function errorOf(answer: Answer): Promise<ResponseError> {
  const { origin } = await serve(answer);
  const client = clientOf(origin);
  const path = graphPath`deviceManagement/deviceCompliancePolicies/P/assignments`;
  const error = await rejection(
    client.send({ method: "POST", path, body: {}, operation: operationOf(client), throttled: "fail" }),
  );
  expect(error).toBeInstanceOf(GraphError);
  if (!(error instanceof ResponseError)) throw error;
  return error;
}

/** What a request is rejected with that gets this answer. */
async function rejectionOf(method: "GET" | "POST", answer: Answer): Promise<Error> {
  const { origin } = await serve(answer);
  const client = clientOf(origin);
  const body = method === "POST" ? { body: {} } : {};
  return rejection(client.send({ method, path: graphPath`x`, operation: operationOf(client), ...body }));
}

/** The form in which Intune wraps its errors, once. */
function wrapped(message: string, phrase = ""): string {
  return JSON.stringify({
    _version: 3,
    Message: `${message} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: a - Url: https://fef.msua06.manage.microsoft.com/x`,
    CustomApiErrorPhrase: phrase,
    RetryAfter: null,
    ErrorSourceService: "",
    HttpHeaders: "{}",
  });
}

describe("an error answer becomes", () => {
  test("RouteRefusedError, where the router has no route", async () => {
    const message =
      "No OData route exists that match template ~/singleton/navigation/key/navigation with http verb POST for request /DeviceConfiguration_2511/x.";
    const error = await errorOf(graphError(400, "No method match route template", message));
    expect(error).toBeInstanceOf(RouteRefusedError);
    expect(error.message.split("\n")).toEqual([
      'Tried to assign the group G to compliance policy P: Graph answered 400 Bad Request, code "No method match route template".',
      `Graph says: ${message}`,
      "The service has no route for this verb on this path, although Microsoft documents it. Nothing was changed.",
      `POST /v1.0/deviceManagement/deviceCompliancePolicies/P/assignments (request id 11111111-2222-3333-4444-555555555555, client request id ${error.clientRequestId})`,
    ]);
  });

  test("RouteRefusedError, also after a byte order mark", async () => {
    const body = JSON.stringify({
      error: { code: "No method match route template", message: "No OData route." },
    });
    const error = await errorOf((_request, response) => void response.writeHead(400).end(`\ufeff${body}`));
    expect(error).toBeInstanceOf(RouteRefusedError);
  });

  test("PermissionError that names the permission, taken out of the nested JSON", async () => {
    const sentence =
      "Application is not authorized to perform this operation. Application must have one of the following scopes: DeviceManagementConfiguration.ReadWrite.All";
    const error = await errorOf(graphError(403, "Forbidden", wrapped(sentence)));
    expect(error).toBeInstanceOf(PermissionError);
    expect(error).toMatchObject({
      status: 403,
      code: "Forbidden",
      graphMessage: sentence,
      requestId: "11111111-2222-3333-4444-555555555555",
      method: "POST",
    });
    expect(error.message).toContain("Graph answered 403 Forbidden.\n");
    expect(error.message).toContain(
      "This operation needs the Graph permission DeviceManagementConfiguration.ReadWrite.All, granted to the application with admin consent.",
    );
    expect(error.message).not.toMatch(/Operation ID|fef\./);
  });

  test("PermissionError that points at the role, where a permission would not help", async () => {
    const error = await errorOf(
      graphError(
        403,
        "Forbidden",
        wrapped("Tenant is not Global Admin or Intune Service Admin. Operation is restricted."),
      ),
    );
    expect(error).toBeInstanceOf(PermissionError);
    expect(error.message).toContain("more likely a missing role or licence than a missing permission");
    expect(error.message).toContain("DeviceManagementConfiguration.ReadWrite.All");
  });

  test("the same, where the JSON is nested twice", async () => {
    const message = JSON.stringify({ ErrorCode: "Forbidden", Message: wrapped("Not today.", "Ask again.") });
    const error = await errorOf(graphError(403, "UnknownError", message));
    expect(error).toMatchObject({ code: "Forbidden", graphMessage: "Not today. Ask again." });
  });

  test("NotFoundError", async () => {
    const error = await errorOf(graphError(404, "ResourceNotFound", wrapped("Resource not found for P.")));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).toContain(
      'compliance policy P: Graph answered 404 Not Found, code "ResourceNotFound".',
    );
    expect(error.message).toContain("Graph says: Resource not found for P.\n");
    expect(error.message).toContain("exists in the tenant that you signed in to");
    expect(error.message).toContain("If it was deleted, remove what refers to it from your program");
  });

  test.each([
    [409, "Conflict"],
    [412, "ConditionNotMet"],
  ])("ConflictError (%i)", async (status, code) => {
    const error = await errorOf(graphError(status, code, "It was changed."));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error.message).toContain("run again to start from the present state");
  });

  test("NotFoundError, where Intune says 400 of what is not there", async () => {
    expect(await errorOf(graphError(400, "ResourceNotFound", wrapped("No.")))).toBeInstanceOf(NotFoundError);
    const wrongAddress = "Resource not found for the segment 'x'.";
    expect(await errorOf(graphError(400, "BadRequest", wrongAddress))).toBeInstanceOf(BadRequestError);
  });

  test.each([
    [
      "asks for a justification",
      graphError(
        400,
        "BadRequest",
        "Header 'x-msft-approval-justification' is required to request approval for this operation.",
      ),
    ],
    ["says so by its code", graphError(403, "ApprovalRequired", "Approval is required.")],
    [
      "says so by its header",
      graphError(412, "ConditionNotMet", "Precondition failed.", { "x-msft-approval-code": "abc" }),
    ],
    ["says that a request is open", graphError(409, "Conflict", "An approval request is open already.")],
  ])("ApprovalRequiredError, where Multi Admin Approval %s", async (_how, answer) => {
    const error = await errorOf(answer);
    expect(error).toBeInstanceOf(ApprovalRequiredError);
    expect(error.canBeOneTargetsFault).toBe(false);
    expect(error.message).toContain("Exclude this application in the access policy");
    expect(error.message).not.toContain("Something else has changed it");
  });

  test("BadRequestError that speaks of the filter", async () => {
    const error = await errorOf(
      graphError(400, "BadRequest", "Scope Tags validation failed : Filters f , Validated filters"),
    );
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error.canBeOneTargetsFault).toBe(true);
    expect(error.message).toContain("An assignment filter in the request does not exist");
  });

  test("LockedError", async () => {
    const error = await errorOf(graphError(423, "Locked", "It is locked."));
    expect(error).toBeInstanceOf(LockedError);
    expect(error.message).toContain("holds a lock");
  });

  test("LicenceError, where Intune is not usable in the tenant", async () => {
    const error = await errorOf(graphError(400, "BadRequest", "Request not applicable to target tenant."));
    expect(error).toBeInstanceOf(LicenceError);
    expect(error.message).toContain("no usable licence");
    expect(error.message).toContain("MDM authority");
  });

  test("BadRequestError, for any other 4xx", async () => {
    expect(await errorOf(graphError(400, "BadRequest", "Bad target."))).toBeInstanceOf(BadRequestError);
    const error = await errorOf(graphError(415, "UnsupportedMediaType", "No."));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error.message).toContain("Nothing was changed.");
  });

  test("UnauthenticatedError that names where the token came from", async () => {
    const error = await errorOf(
      graphError(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."),
    );
    expect(error).toBeInstanceOf(UnauthenticatedError);
    expect(error.message).toContain("The access token from intune:accessToken was refused.");
  });

  test.each([429, 503])("ThrottledError with the pause (%i)", async (status) => {
    const error = await errorOf(graphError(status, "TooManyRequests", "Slow down.", { "retry-after": "17" }));
    expect(error).toBeInstanceOf(ThrottledError);
    expect(error).toMatchObject({ tries: 1 });
    expect(error.message).toMatch(/All requests pause for (17|16\.9) s\. The operation had sent one request/);
  });

  test("ServiceError", async () => {
    const error = await errorOf(graphError(500, "InternalError", "Oops."));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toContain("The failure is the service's. It failed one time.");
  });
});

describe("the advice for a 403", () => {
  const refusedAt = async (path: ReturnType<typeof graphPath>, message: string) => {
    const { origin } = await serve(graphError(403, "Forbidden", wrapped(message)));
    const client = clientOf(origin);
    return rejection(client.send({ method: "POST", path, body: {}, operation: operationOf(client) }));
  };

  test("on an enrollment configuration: signing in as a user", async () => {
    const path = graphPath`deviceManagement/deviceEnrollmentConfigurations/${"P"}/assign`;
    const error = await refusedAt(path, "Tenant is not Global Admin or Intune Service Admin.");
    expect(error.message).toContain("Intune refuses applications on some enrollment configurations");
  });

  test("on a whole set: scope groups, since it carries the groups of others", async () => {
    const path = graphPath`deviceManagement/deviceCompliancePolicies/${"P"}/assign`;
    const error = await refusedAt(path, "An error has occurred");
    expect(error.message).toContain("A role that is limited to scope groups can also be the reason");
  });
});

describe("of an answer that is not Graph's", () => {
  const blocked =
    (status: number, headers: Record<string, string> = {}): Answer =>
    (_request, response) => {
      response
        .writeHead(status, { "content-type": "text/html", ...headers })
        .end("<html><h1>Blocked by Contoso</h1></html>");
    };

  test.each([400, 401, 403, 404])("a page is said to be a proxy's, and is not shown (%i)", async (status) => {
    const error = await rejectionOf("GET", blocked(status));
    expect(error).toBeInstanceOf(AnswerError);
    expect(error.message).toContain(
      `it is no JSON (${status}, text/html) and has no request id of Graph. A proxy or firewall may have blocked the request.`,
    );
    expect(error.message).not.toMatch(/<|Contoso|permission/);
  });

  test("a page in place of the answer to a write leaves its outcome unknown", async () => {
    const error = await rejectionOf("POST", blocked(403));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain("A proxy or firewall may have blocked the request.");
  });

  test("a page with a request id of Graph is not a proxy's", async () => {
    const error = await errorOf(blocked(403, { "request-id": "r" }));
    expect(error).toBeInstanceOf(PermissionError);
    expect(error.message).not.toMatch(/<|Contoso/);
    expect(error.message).toContain("It gave no message of its own.");
  });

  test("a page with 503 may be a proxy's", async () => {
    const error = await errorOf(blocked(503));
    expect(error).toBeInstanceOf(ThrottledError);
    expect(error.message).toContain("A gateway, proxy or firewall may have sent it.");
  });

  test.each([
    ["an error that is a text", { error: "no" }],
    ["an error that is a list", { error: [1, 2] }],
    ["a message that is a number", { error: { code: 5, message: 6 } }],
    ["a message that starts like JSON", { error: { code: "x", message: "{ not json" } }],
    ["a prototype as the error", { error: { __proto__: { code: "x" } } }],
    ["nothing", null],
  ])("%s is survived", async (_name, body) => {
    const error = await errorOf(json(404, body));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).toContain("404 Not Found");
  });

  test("control characters and a flood of text do not reach the terminal", async () => {
    const error = await errorOf(graphError(400, "BadRequest", `\u001b[2J${"x".repeat(100_000)}`));
    expect(error.message.length).toBeLessThan(2_000);
    expect(error.message).not.toContain("\u001b");
  });

  test("a request id that is none is left out", async () => {
    const error = await errorOf(json(404, {}, { "request-id": "<script>" }));
    expect(error.requestId).toBeUndefined();
  });
});

test.each([408, 425, 460, 499, 502, 504])(
  "a gateway that gives up on a write leaves its outcome unknown (%i)",
  async (status) => {
    const { origin, received } = await serve(json(status, undefined));
    const client = clientOf(origin);
    const error = await rejection(
      client.send({ method: "POST", path: graphPath`x`, body: {}, operation: operationOf(client) }),
    );
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.cause).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ canBeOneTargetsFault: false, cause: { canBeOneTargetsFault: false } });
    expect(error.message).not.toContain("Nothing was changed");
    expect(error.message).toContain("it is unknown whether it took effect");
    expect(error.message).toMatch(new RegExp(`\nGraph answered ${status}\\b`));
    expect(received).toHaveLength(1);
  },
);

describe("an error without a refusal keeps what Graph said:", () => {
  const requestId = "11111111-2222-3333-4444-555555555555";
  test("the id and the message of a gateway's answer to a write", async () => {
    const error = await rejectionOf("POST", graphError(504, "UnknownError", wrapped("The store is busy")));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", requestId });
    expect(error.message).toContain("\nGraph says: The store is busy\n");
    expect(error.message).toContain(`(request id ${requestId}, client request id `);
  });

  test("the id of a success that is no JSON", async () => {
    const page: Answer = (_request, response) =>
      void response.writeHead(200, { "request-id": requestId }).end("<html>");
    const read = await rejectionOf("GET", page);
    expect(read).toMatchObject({ name: "AnswerError", requestId });
    expect(read.message).toContain(`(request id ${requestId}, client request id `);
    const write = await rejectionOf("POST", page);
    expect(write).toMatchObject({ name: "OutcomeUnknownError", requestId });
  });

  test("the id of a list that is none", async () => {
    const { origin } = await serve(json(200, {}, { "request-id": requestId }));
    const client = clientOf(origin);
    const error = await rejection(client.list({ path: graphPath`x`, operation: operationOf(client) }));
    expect(error).toMatchObject({ name: "AnswerError", requestId });
  });
});
