import type { MiddlewareHandler } from "hono";
import type { GraphEnv } from "./env";
import { GraphError } from "./errors";
import { SlidingWindow } from "./slidingWindow";
import type { ThrottleOptions } from "./throttleOptions";

/** Answers requests above the limits with 429. */
export class Throttle {
  #options: ThrottleOptions | null = null;
  #requests: SlidingWindow | undefined;
  #writes: SlidingWindow | undefined;

  /** Sets the limits, with an empty window. */
  configure(options: ThrottleOptions | null): void {
    const window = (limit: number | undefined) =>
      limit === undefined ? undefined : new SlidingWindow(limit, options?.windowMs ?? 20_000);
    this.#options = options;
    this.#requests = window(options?.requests);
    this.#writes = window(options?.writes);
  }

  readonly middleware: MiddlewareHandler<GraphEnv> = async (c, next) => {
    if (this.#options !== null) {
      const now = performance.now();
      const wait = Math.max(
        this.#requests?.count(now) ?? 0,
        c.req.method === "GET" ? 0 : (this.#writes?.count(now) ?? 0),
      );
      if (wait > 0) {
        throw new GraphError(
          429,
          "TooManyRequests",
          "Please retry again later.",
          "plain",
          retryAfter(this.#options, wait),
        );
      }
    }
    await next();
  };
}

function retryAfter({ retryAfterSeconds }: ThrottleOptions, waitMs: number): Record<string, string> {
  switch (retryAfterSeconds) {
    case "missing":
      return {};
    case "date":
      return { "Retry-After": new Date(Date.now() + waitMs + 999).toUTCString() };
    case undefined:
      return { "Retry-After": String(Math.ceil(waitMs / 1000)) };
    default:
      return { "Retry-After": String(retryAfterSeconds) };
  }
}
