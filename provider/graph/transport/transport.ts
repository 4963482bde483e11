import type { Dispatcher } from "undici";
import { makeDispatcher } from "./dispatcher";
import { TransportFault } from "./fault";

/** One request on the wire. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** One complete answer. */
export interface WireAnswer {
  readonly status: number;
  /** A header's value; the first one if there are several. */
  header(name: string): string | undefined;
  /** Undefined if the body was cut short after an error status. */
  readonly text: string | undefined;
  /** The body is larger than {@link maxBodyBytes} and was left unread. */
  readonly tooLarge: boolean;
}

/** The largest body that is read, in bytes. A page of Graph has some hundred kilobytes. */
export const maxBodyBytes = 64 * 1024 * 1024;

/** Sends single requests, without retries. */
export class Transport {
  readonly #dispatchers = new Map<string, Promise<Dispatcher>>();

  /** @throws TransportFault if no complete answer came. */
  async exchange(request: WireRequest): Promise<WireAnswer> {
    const { url, method, headers, body, timeoutMs } = request;
    try {
      const dispatcher = await this.#dispatcher(url);
      const answer = await dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers,
        body: body ?? null,
        signal: AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs))),
      });
      const header = (name: string) => [answer.headers[name]].flat()[0];
      const read = await readBody(answer.body, answer.statusCode >= 200 && answer.statusCode < 300);
      return { status: answer.statusCode, header, ...read };
    } catch (error) {
      throw new TransportFault(error, timeoutMs);
    }
  }

  /** Closes the connections once the requests under way have ended. */
  async close(): Promise<void> {
    const dispatchers = [...this.#dispatchers.values()];
    this.#dispatchers.clear();
    await Promise.all(dispatchers.map(async (dispatcher) => (await dispatcher).close()));
  }

  #dispatcher(url: URL): Promise<Dispatcher> {
    const known = this.#dispatchers.get(url.origin);
    if (known !== undefined) return known;
    const made = makeDispatcher(url);
    this.#dispatchers.set(url.origin, made);
    made.catch(() => this.#dispatchers.delete(url.origin));
    return made;
  }
}

async function readBody(
  body: AsyncIterable<Buffer>,
  success: boolean,
): Promise<{ text: string | undefined; tooLarge: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      // Leaving the loop closes the body and its connection.
      if (bytes > maxBodyBytes) return { text: undefined, tooLarge: true };
      chunks.push(chunk);
    }
  } catch (error) {
    // For an error, the status is enough. Half of a success is a failure.
    if (success) throw error;
    return { text: undefined, tooLarge: false };
  }
  return { text: Buffer.concat(chunks).toString("utf8"), tooLarge: false };
}
