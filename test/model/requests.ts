import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RunningEmulator } from "../../emulator";

/** A request on its way, and its answer. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What Node's servers publish when a request arrives, before anybody handles it. */
const channel = "http.server.request.start";

/** Calls something with each request when it reaches the emulator, while something runs. */
export async function watchRequests<T>(
  emulator: RunningEmulator,
  onRequest: (exchange: Exchange) => void,
  run: () => Promise<T>,
): Promise<T> {
  const port = Number(new URL(emulator.url).port);
  const listener = (message: unknown) => {
    const exchange = message as Exchange;
    if (exchange.request.socket.localPort === port) onRequest(exchange);
  };
  subscribe(channel, listener);
  try {
    return await run();
  } finally {
    unsubscribe(channel, listener);
  }
}

/**
 * Calls something with a policy's id after each write to it, before the provider gets the answer, or when the emulator cuts
 * the connection.
 */
export function watchWrites<T>(
  emulator: RunningEmulator,
  onWrite: (policyId: string) => void,
  run: () => Promise<T>,
): Promise<T> {
  const onRequest = ({ request: { method, url = "" }, response }: Exchange) => {
    const [, , , , id = ""] = url.split("/");
    if (method !== "GET") response.once("close", () => onWrite(decodeURIComponent(id)));
  };
  return watchRequests(emulator, onRequest, run);
}
