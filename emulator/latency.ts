import type { MiddlewareHandler } from "hono";
import type { Emulator } from "./emulator";
import type { GraphEnv } from "./graph/env";
import { wait } from "./wait";

/** The way there and the way back take half of the latency each, so what a request does happens in the middle. @internal */
export function latency({ settings }: Emulator): MiddlewareHandler<GraphEnv> {
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
