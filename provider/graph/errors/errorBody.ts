import { parseJson } from "../json";
import type { Redact } from "../redact";
import { onOneLine } from "./words";

/** The facts in an error answer. */
export interface ErrorBody {
  readonly code: string | undefined;
  readonly graphMessage: string | undefined;
  readonly requestId: string | undefined;
}

/** The ids and the internal address that Intune appends for its support. */
const supportTail = /\s+- Operation ID \(for customer support\):.*$/s;

/**
 * Reads an error answer. Graph's own errors are plain. Errors of the services behind it have a JSON text in `message`,
 * which sometimes has another one. Leaves out what it cannot read.
 *
 * @param body - The parsed body; undefined if it is not JSON, such as a gateway's page.
 */
export function readErrorBody(body: unknown, redact: Redact): ErrorBody {
  const error = member(body, "error");
  const outer = { code: text(member(error, "code")), message: text(member(error, "message")) };
  const inner = unwrap(unwrap(outer));
  const clean = (value: string | undefined) => value && onOneLine(redact(value));
  return {
    code: clean(inner.code),
    graphMessage: clean(inner.message) || undefined,
    requestId: clean(text(member(member(error, "innerError"), "request-id"))),
  };
}

interface Layer {
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** Takes one layer of JSON off a message. The innermost code that is more than `UnknownError` counts. */
function unwrap(layer: Layer): Layer {
  const json = parse(layer.message);
  if (typeof json !== "object" || json === null) return layer;
  const code = text(member(json, "ErrorCode"));
  const phrase = text(member(json, "CustomApiErrorPhrase"));
  const message = sentence(text(member(json, "Message")));
  return {
    code: code ?? layer.code,
    message: [message, phrase === message ? undefined : phrase].filter(Boolean).join(" ") || undefined,
  };
}

/** A text without Intune's support ids. A text that is JSON again is left as it is, since its ids are further inside. */
function sentence(message: string | undefined): string | undefined {
  return message?.startsWith("{") ? message : message?.replace(supportTail, "");
}

function parse(json: string | undefined): unknown {
  return json?.startsWith("{") ? parseJson(json) : undefined;
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
