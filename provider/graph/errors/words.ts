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

/** A message inside another one about the same attempt, without repeating what was tried. */
export function withoutAttempt(message: string, attempt: string): string {
  const start = `Tried to ${attempt}: `;
  return message.startsWith(start) ? message.slice(start.length) : message;
}

/** "one request", "3 requests". */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return n === 1 ? `one ${noun}` : `${n} ${plural}`;
}
