import type * as v from "valibot";
import type { Emulator } from "../emulator";
import type { GraphContext } from "../graph/env";

/** A family's way to go wrong: how it is written in a rule, and what it does to a request. @internal */
export interface FaultEffect<F extends { kind: string }> {
  readonly schema: v.GenericSchema<unknown, F>;
  /** Does its harm around `handle`, which has the request handled as if nothing were wrong. */
  apply(fault: F, c: GraphContext, handle: () => Promise<void>, emulator: Emulator): Promise<void>;
}

/** Puts another answer in the place of the one that is there. @internal */
export function answerInstead(c: GraphContext, response: Response): void {
  // Without this, hono would merge the headers of the answer before.
  c.res = undefined;
  c.res = response;
}
