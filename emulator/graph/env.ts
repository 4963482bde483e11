import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";

/** Variables of a request of Graph. `Commit` puts a new set in place; a fault may replace it. */
export interface GraphEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    clientRequestId: string;
    /** The permissions in the token; undefined for a bearer that carries every permission. */
    permissions: ReadonlySet<string> | undefined;
    /** Runs in the place of the write that a request asks for. */
    insteadOfWrite: ((write: () => void) => void) | undefined;
  };
}

export type GraphContext = Context<GraphEnv>;

/** Stands where an answer would, when a fault has cut the connection. */
export const noAnswer: Response = RESPONSE_ALREADY_SENT;
