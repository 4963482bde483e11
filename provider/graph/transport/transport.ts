import type { IncomingHttpHeaders } from "node:http";
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

/** Without it, an answer may come in any coding. */
const plain = { "accept-encoding": "identity" };

/** Sends single requests, without retries. */
export class Transport {
  readonly #dispatchers = new Map<string, Promise<Dispatcher>>();

  /** @throws TransportFault if no complete answer came. */
  async exchange(request: WireRequest): Promise<WireAnswer> {
    const { url, method, headers, body, timeoutMs } = request;
    try {
      const dispatcher = await this.#dispatcher(url);
      return await new Promise((resolve, reject) => {
        const path = `${url.pathname}${url.search}`;
        const options = {
          origin: url.origin,
          path,
          method,
          headers: { ...plain, ...headers },
          body: body ?? null,
        };
        dispatcher.dispatch(options, new Exchange(timeoutMs, resolve, reject));
      });
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

/** Collects the answer to one request, until it is complete or the time is over. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #timeout: Error | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(
    timeoutMs: number,
    private readonly resolve: (answer: WireAnswer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.#timer = setTimeout(() => this.#giveUp(), Math.max(1, Math.ceil(timeoutMs)));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The time was over before there was a connection.
    if (this.#timeout !== undefined) controller.abort(this.#timeout);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= maxBodyBytes) {
      this.#chunks.push(chunk);
    } else {
      this.#answer({ text: undefined, tooLarge: true });
      controller.abort(new Error("the body is too large"));
    }
  }

  onResponseEnd(): void {
    const body = Buffer.concat(this.#chunks, this.#bytes);
    this.#answer({ text: body.toString("utf8", hasByteOrderMark(body) ? 3 : 0), tooLarge: false });
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    clearTimeout(this.#timer);
    // For an error, the status is enough. Half of a success is a failure.
    if (this.#status >= 300) this.#answer({ text: undefined, tooLarge: false });
    else this.reject(error);
  }

  #giveUp(): void {
    this.#timeout = new DOMException("the time is over", "TimeoutError");
    if (this.#controller === undefined) this.reject(this.#timeout);
    else this.#controller.abort(this.#timeout);
  }

  #answer(body: Pick<WireAnswer, "text" | "tooLarge">): void {
    clearTimeout(this.#timer);
    const headers = this.#headers;
    this.resolve({ status: this.#status, header: (name) => [headers[name]].flat()[0], ...body });
  }
}

/** `JSON.parse` does not take one, and RFC 8259 lets a reader ignore it. */
function hasByteOrderMark(body: Buffer): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}
