import { gunzipSync } from "node:zlib";
import type { GraphContext } from "./env";
import { badRequest, GraphError } from "./errors";
import { isJsonObject, type JsonObject } from "./json";

/** The JSON object in a request's body, or Graph's 400. */
export async function readBody(c: GraphContext): Promise<JsonObject> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw badRequest("Write requests (excluding DELETE) must contain the Content-Type header declaration.");
  }
  const bytes = inflated(Buffer.from(await c.req.arrayBuffer()), c.req.header("content-encoding"));
  const body = bytes && parsed(bytes);
  if (!isJsonObject(body)) {
    throw badRequest(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
  return body;
}

/** Microsoft's Go SDK sends every write as gzip, and as plain text only after a 415 [R]. */
function inflated(bytes: Buffer, encoding = "identity"): Buffer | undefined {
  switch (encoding.toLowerCase()) {
    case "identity":
      return bytes;
    case "gzip":
      return attempt(() => gunzipSync(bytes));
    default:
      throw new GraphError(
        415,
        "UnsupportedMediaType",
        `The content encoding '${encoding}' is not supported.`,
        "plain",
      );
  }
}

function parsed(bytes: Buffer): unknown {
  return attempt(() => JSON.parse(bytes.toString()) as unknown);
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
