import * as v from "valibot";
import { answerInstead, ConnectionCut, type FaultEffect } from "../effect";

/** The request is handled, but the connection ends in the middle of the answer's body. */
export interface TruncatedFault {
  /** The name of this fault. */
  readonly kind: "truncated";
  /** How many bytes of the body arrive. Default: half of them. */
  readonly bytes?: number;
}

/** The request is handled, but the body of the answer is not the JSON that its type promises. */
export interface GarbledFault {
  /** The name of this fault. */
  readonly kind: "garbled";
  /** The body. Default: the right one without its last character. */
  readonly body?: string;
}

export const truncated: FaultEffect<TruncatedFault> = {
  schema: v.strictObject({
    kind: v.literal("truncated"),
    bytes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  async apply({ bytes }, { c, handle }) {
    await handle();
    const { status, headers } = c.res;
    const body = Buffer.from(await c.res.arrayBuffer());
    const { outgoing } = c.env;
    // The requests of a batch share a connection, and another one may have cut it.
    if (!outgoing.headersSent) {
      // The answer promises one byte more than it has, so even an answer without a body is cut.
      const promised = { ...Object.fromEntries(headers), "content-length": String(body.length + 1) };
      outgoing.writeHead(status, promised);
      outgoing.write(body.subarray(0, bytes ?? Math.floor(body.length / 2)), () => outgoing.destroy());
    }
    throw new ConnectionCut();
  },
};

export const garbled: FaultEffect<GarbledFault> = {
  schema: v.strictObject({ kind: v.literal("garbled"), body: v.exactOptional(v.string()) }),
  async apply({ body }, { c, handle }) {
    await handle();
    const { status, headers } = c.res;
    const text = body ?? (await c.res.text()).slice(0, -1);
    // A status that allows no body stays without one.
    answerInstead(c, new Response(status === 204 ? null : text, { status, headers }));
  },
};
