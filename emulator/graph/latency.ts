import { setTimeout } from "node:timers/promises";
import type { MiddlewareHandler } from "hono";
import type { GraphEnv } from "./env";

/** Waits, but keeps no process alive whose emulator has been closed. */
export function wait(ms: number): Promise<void> {
  return setTimeout(ms, undefined, { ref: false });
}

/** Each way takes half of the latency, so what a request does happens in the middle. */
export function latency(settings: { readonly latencyMs: number }): MiddlewareHandler<GraphEnv> {
  return async (_c, next) => {
    const half = settings.latencyMs / 2;
    if (half === 0) {
      return next();
    }
    await wait(half);
    await next();
    await wait(half);
  };
}
