import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Assignment } from "../tenant/assignment";
import type { Policy } from "../tenant/policy";

/** Puts a policy's new set in place; a fault may do it badly. */
type Commit = (policy: Policy, assignments: readonly Assignment[]) => void;

/** @internal */
export interface GraphEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    clientRequestId: string;
    /** The permissions in the token; undefined for a bearer that carries every permission. */
    permissions: ReadonlySet<string> | undefined;
    commit: Commit | undefined;
  };
}

/** @internal */
export type GraphContext = Context<GraphEnv>;
