import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";

/** The variables of a request to Graph. */
export interface GraphEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    clientRequestId: string;
    /** The permissions in the token; undefined for a bearer that carries every permission. */
    permissions: ReadonlySet<string> | undefined;
    /** Runs instead of the request's write. A fault sets it. */
    insteadOfWrite: ((write: () => void) => void) | undefined;
  };
}

export type GraphContext = Context<GraphEnv>;

/** Takes the place of the answer if a fault has cut the connection. */
export const noAnswer: Response = RESPONSE_ALREADY_SENT;
