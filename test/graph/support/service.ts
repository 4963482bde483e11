import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A request as a server got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers one request; what it does not end stays open. */
export type Answer = (request: Received, response: ServerResponse) => void | Promise<void>;

export interface Service {
  readonly origin: string;
  readonly received: readonly Received[];
}

/** Serves until the end of the test. */
export async function serve(answer: Answer, tls?: { key: string; cert: string }): Promise<Service> {
  const received: Received[] = [];
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = "", url = "", headers } = request;
    const whole = { method, url, headers, body: await text(request) };
    received.push(whole);
    await answer(whole, response);
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: tls === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`, received };
}

/** Answers the nth request with the nth answer, and all further ones with the last. */
export function inTurn(...answers: readonly Answer[]): Answer {
  let n = 0;
  return (request, response) => answers[Math.min(n++, answers.length - 1)]?.(request, response);
}

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
}

/** An error in Graph's plain form. */
export function graphError(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Answer {
  const innerError = { "request-id": "11111111-2222-3333-4444-555555555555" };
  return json(status, { error: { code, message, innerError } }, headers);
}

/** Breaks the connection instead of an answer. */
export const breakOff: Answer = (_request, response) => {
  response.destroy();
};
