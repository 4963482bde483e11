import { setTimeout } from "node:timers/promises";
import type { MiddlewareHandler } from "hono";
import type { GraphEnv } from "./env";

/** Waits. The wait does not keep the process alive after the emulator has been closed. */
export function wait(ms: number): Promise<void> {
  return setTimeout(ms, undefined, { ref: false });
}

/** Half of the latency is before the request's effect, and half after it. */
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
