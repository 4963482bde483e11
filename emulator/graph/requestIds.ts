import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { GraphEnv } from "./env";

/** Gives every answer a `request-id`, and echoes the caller's `client-request-id` [D]. */
export const requestIds: MiddlewareHandler<GraphEnv> = async (c, next) => {
  const requestId = randomUUID();
  const clientRequestId = c.req.header("client-request-id") ?? requestId;
  c.set("requestId", requestId);
  c.set("clientRequestId", clientRequestId);
  c.header("request-id", requestId);
  c.header("client-request-id", clientRequestId);
  await next();
};
