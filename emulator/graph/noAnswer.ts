import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** Stands where an answer would, when a fault has cut the connection. @internal */
export const noAnswer: Response = RESPONSE_ALREADY_SENT;
