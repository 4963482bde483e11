import type { MiddlewareHandler } from "hono";
import type { Emulator } from "../emulator";
import type { GraphContext, GraphEnv } from "../graph/env";
import { noAnswer } from "../graph/noAnswer";
import { ConnectionCut } from "./cut";
import { answerInstead, type FaultEffect } from "./effect";
import { faultEffects } from "./effects";
import type { Fault } from "./fault";

/** Lets the faults of the rules happen. The first of several is the outermost. */
export function faultMiddleware(emulator: Emulator): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    const faults = emulator.faults.next(c.req.method, c.req.path);
    if (faults.length === 0) {
      return next();
    }
    const handle = faults.reduceRight<() => Promise<void>>(
      (inner, fault) => () => apply(fault, c, inner, emulator),
      async () => {
        await next();
        // A request in a batch has cut the connection of the whole batch.
        if (c.res === noAnswer) throw new ConnectionCut();
      },
    );
    try {
      await handle();
    } catch (error) {
      if (!(error instanceof ConnectionCut)) throw error;
      answerInstead(c, noAnswer);
    }
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
