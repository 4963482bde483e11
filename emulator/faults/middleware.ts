import type { MiddlewareHandler } from "hono";
import type { Emulator } from "../emulator";
import type { GraphContext, GraphEnv } from "../graph/env";
import type { FaultEffect } from "./effect";
import { faultEffects } from "./effects";
import type { Fault } from "./fault";

/** Lets the faults of the rules happen; the first of several is the outermost. @internal */
export function faultMiddleware(emulator: Emulator): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    const faults = emulator.faults.next(c.req.method, c.req.path);
    if (faults.length === 0) {
      return next();
    }
    const handle = faults.reduceRight<() => Promise<void>>(
      (inner, fault) => () => apply(fault, c, inner, emulator),
      next,
    );
    await handle();
  };
}

function apply<F extends Fault>(
  fault: F,
  c: GraphContext,
  handle: () => Promise<void>,
  emulator: Emulator,
): Promise<void> {
  // The table's type says so; the compiler cannot follow a key that is a union.
  const effect = faultEffects[fault.kind] as unknown as FaultEffect<F>;
  return effect.apply(fault, c, handle, emulator);
}
