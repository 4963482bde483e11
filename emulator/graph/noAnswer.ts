import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** Stands where an answer would be when a fault has cut the connection. */
export const noAnswer: Response = RESPONSE_ALREADY_SENT;
