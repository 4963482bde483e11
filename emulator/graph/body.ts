import { isJsonObject, type JsonObject } from "../json";
import type { GraphContext } from "./env";
import { badRequest } from "./errors";

/** The JSON object in a request's body, or Graph's 400. @internal */
export async function readBody(c: GraphContext): Promise<JsonObject> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw badRequest("Write requests (excluding DELETE) must contain the Content-Type header declaration.");
  }
  const body: unknown = await c.req.json().catch(() => undefined);
  if (!isJsonObject(body)) {
    throw badRequest(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
  return body;
}
