import type { GraphContext } from "./env";
import { GraphError } from "./errors";
import { internalError } from "./internalError";

/**
 * Answers what was thrown, in Graph's shape.
 *
 * @internal
 */
export function answerError(error: unknown, c: GraphContext): Response {
  const refusal = error instanceof GraphError ? error : internalError(error);
  const message = refusal.shape === "nested" ? nested(refusal.message, c) : refusal.message;
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    "request-id": c.get("requestId"),
    "client-request-id": c.get("clientRequestId"),
  };
  return c.json({ error: { code: refusal.code, message, innerError } }, refusal.status, refusal.headers);
}

/** Intune's services answer with JSON in a string, spelled with CRLF [R]. */
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
