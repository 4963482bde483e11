import { randomUUID } from "node:crypto";
import { tracer } from "./debug";
import type { GraphClientOptions } from "./options";
import type { GraphRequest } from "./request";
import { TransportFault } from "./transport/fault";
import type { Transport, WireAnswer } from "./transport/transport";

/** The result of sending a request once. */
export interface Sent {
  readonly clientRequestId: string;
  readonly result: WireAnswer | TransportFault;
}

/** Sends a request once, with Graph's headers, and traces it. */
export class Wire {
  readonly #userAgent: string;
  readonly #trace;

  constructor(
    private readonly transport: Transport,
    product: GraphClientOptions["product"],
    private readonly requestTimeoutMs: number,
  ) {
    this.#userAgent = `${product.name}/${product.version} (node ${process.versions.node}; ${process.platform})`;
    this.#trace = tracer(product.name);
  }

  /** @param attempt - The number of the try within the request, from 1. */
  async send(request: GraphRequest, url: URL, token: string, attempt: number): Promise<Sent> {
    const { method, body, operation } = request;
    const clientRequestId = randomUUID();
    const started = performance.now();
    operation.tries++;
    const result = await this.transport
      .exchange({
        method,
        url,
        headers: {
          authorization: `Bearer ${token}`,
          accept: "application/json",
          "user-agent": this.#userAgent,
          "client-request-id": clientRequestId,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
        timeoutMs: Math.min(this.requestTimeoutMs, operation.remainingMs),
      })
      .catch((error: unknown) => {
        if (error instanceof TransportFault) return error;
        throw error;
      });
    const failed = result instanceof TransportFault;
    this.#trace({
      method,
      path: url.pathname,
      outcome: failed ? (result.code ?? result.message) : result.status,
      ms: performance.now() - started,
      attempt,
      requestId: failed ? undefined : result.header("request-id"),
      clientRequestId,
    });
    return { clientRequestId, result };
  }
}
