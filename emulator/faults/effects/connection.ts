import * as v from "valibot";
import { wait } from "../../graph/latency";
import { ConnectionCut, type FaultEffect } from "../effect";

/** The connection is reset without an answer. */
export interface ResetFault {
  /** The name of this fault. */
  readonly kind: "reset";
  /** `before` (default): the request has no effect. `after`: it has its effect. */
  readonly when?: "before" | "after";
}

/** The answer comes late. */
export interface DelayFault {
  /** The name of this fault. */
  readonly kind: "delay";
  /** Milliseconds. */
  readonly ms: number;
  /** Whether the time passes `before` (default) or `after` the effect. */
  readonly when?: "before" | "after";
}

const when = v.exactOptional(v.picklist(["before", "after"]));

export const reset: FaultEffect<ResetFault> = {
  schema: v.strictObject({ kind: v.literal("reset"), when }),
  async apply(fault, { c, handle }) {
    if (fault.when === "after") {
      await handle();
    }
    c.env.incoming.socket.resetAndDestroy();
    throw new ConnectionCut();
  },
};

export const delay: FaultEffect<DelayFault> = {
  schema: v.strictObject({ kind: v.literal("delay"), ms: v.pipe(v.number(), v.minValue(0)), when }),
  async apply(fault, { handle }) {
    if (fault.when === "after") {
      await handle();
      await wait(fault.ms);
    } else {
      await wait(fault.ms);
      await handle();
    }
  },
};
