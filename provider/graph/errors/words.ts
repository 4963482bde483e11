/** The identity of a request, for messages. */
interface RequestIds {
  readonly method: string;
  readonly path: string;
  readonly requestId?: string | undefined;
  readonly clientRequestId: string;
}

/** "GET /v1.0/… (request id …, client request id …)". */
export function describeRequest({ method, path, requestId, clientRequestId }: RequestIds): string {
  const id = requestId === undefined ? "" : `request id ${requestId}, `;
  return `${method} ${path} (${id}client request id ${clientRequestId})`;
}

/** "1.5 s". */
export function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(1))} s`;
}

/** The type in a `Content-Type` header, without its parameters. */
export function mediaType(contentType: string | undefined): string {
  return /^[\w.+-]+\/[\w.+-]+/.exec(contentType ?? "")?.[0] ?? "no content type";
}

/** "The connection failed: socket hang up (ECONNRESET)". */
export function connectionFailed(reason: string, code: string | undefined): string {
  return `The connection failed: ${reason}${reason.includes(code ?? "") ? "" : ` (${code})`}`;
}

/** A message inside another one about the same attempt, without repeating what was tried. */
export function withoutAttempt(message: string, attempt: string): string {
  const start = `Tried to ${attempt}: `;
  return message.startsWith(start) ? message.slice(start.length) : message;
}

/** "one request", "3 requests". */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return n === 1 ? `one ${noun}` : `${n} ${plural}`;
}

/**
 * Pulumi keeps the settings of the last `up` in the state, for `refresh` and `destroy`. If a secret was rotated since,
 * they still use the old one, even if the configuration has the new one.
 *
 * @param source - The keys and variables that the settings came from.
 */
export function storedSettingsAdvice(source: string): string {
  if (!source.includes("intune:")) return "";
  return ' "pulumi refresh" and "pulumi destroy" use the settings of the last "pulumi up". If you have changed them since, run "pulumi up" first, or add --run-program.';
}

const longestText = 1_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would obey them
const controls = /[\u0000-\u001f\u007f-\u009f]+/g;

/** A text from elsewhere without control characters, and not longer than somebody reads. */
export function onOneLine(text: string): string {
  const line = text.replace(controls, " ").trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}
