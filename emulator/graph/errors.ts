import { randomUUID } from "node:crypto";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { GraphContext } from "./env";

/** An error answer in one of Graph's shapes. */
export class GraphError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    /**
     * How Graph writes the message. `nested`: Intune's services put JSON into `error.message`. `plain`: Graph's gateway
     * and the router do not. `validation`: the OData model repeats the sentence in `innerError.message`
     * (microsoft/Intune-Config-Frameworks #8, microsoft-graph-docs #2183) [R].
     */
    readonly shape: "plain" | "nested" | "validation",
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Refused by the OData layer, before Intune's own rules. */
export function badRequest(message: string): GraphError {
  return new GraphError(400, "BadRequest", message, "plain");
}

/** A URL that Graph does not have. It does not mean that the policy is gone (KelvinTegelaar/CIPP #2541) [R]. */
export function noSuchSegment(segment: string): GraphError {
  return badRequest(`Resource not found for the segment '${segment}'.`);
}

/** A body that does not fit the model. */
export function modelValidationFailure(message: string): GraphError {
  return new GraphError(400, "ModelValidationFailure", message, "validation");
}

/** Refused by Intune. */
export function intuneBadRequest(message: string): GraphError {
  return new GraphError(400, "BadRequest", message, "nested");
}

/**
 * Something that does not exist. Intune answers 404, and for some kinds of policy 400 with the same code
 * (microsoft/terraform-provider-msgraph #61, #73) [R].
 */
export function resourceNotFound(message: string, status: 400 | 404 = 404): GraphError {
  return new GraphError(status, "ResourceNotFound", message, "nested");
}

export function conflict(message: string): GraphError {
  return new GraphError(409, "Conflict", message, "nested");
}

/** Graph may have this, but the emulator does not. So the error does not blame the caller. */
export function notInEmulator(what: string): GraphError {
  return new GraphError(501, "NotImplemented", `The emulator does not have ${what}.`, "plain");
}

/** Answers an error in Graph's shape. */
export function answerError(error: unknown, c: GraphContext): Response {
  const refusal = error instanceof GraphError ? error : defect(error);
  const { status, code, message, shape, headers } = refusal;
  const innerError = {
    ...(shape === "validation" ? { message } : {}),
    date: new Date().toISOString().slice(0, 19),
    "request-id": c.get("requestId") ?? randomUUID(),
    "client-request-id": c.get("clientRequestId") ?? randomUUID(),
  };
  const text = shape === "nested" ? nested(message, c) : message;
  return c.json({ error: { code, message: text, innerError } }, status, headers);
}

/** A defect of the emulator. The answer says so, and does not look like Graph's. */
function defect(error: unknown): GraphError {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new GraphError(500, "InternalError", `The emulator failed: ${reason}`, "plain");
}

/** JSON in a string, spelled with CRLF [R]. */
function nested(sentence: string, c: GraphContext): string {
  const trace = `Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: ${c.get("clientRequestId")}`;
  const url = `https://fef.emulator.manage.microsoft.com/StatelessDeviceConfigurationFEService${c.req.path.replace(/^\/[^/]+/, "")}`;
  const body = {
    _version: 3,
    Message: `${sentence} - ${trace} - Url: ${url}`,
    CustomApiErrorPhrase: "",
    RetryAfter: null,
    ErrorSourceService: "",
    HttpHeaders: "{}",
  };
  return JSON.stringify(body, null, 2).replaceAll("\n", "\r\n");
}
