import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import * as v from "valibot";
import type { Json } from "../json";
import { readBody } from "./body";
import type { GraphEnv } from "./env";
import { badRequest } from "./errors";
import type { Version } from "./version";

const batchRequest = v.object({
  id: v.string(),
  method: v.pipe(v.string(), v.toUpperCase()),
  url: v.string(),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  body: v.optional(v.unknown()),
  dependsOn: v.optional(v.array(v.string()), []),
});
type BatchRequest = v.InferOutput<typeof batchRequest>;
const batch = v.object({ requests: v.array(batchRequest) });

interface BatchResponse {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: Json;
}

/**
 * `POST /$batch`: up to 20 requests, each of which goes the way of a request of its own, throttling included [D]
 * ("Combine multiple HTTP requests using JSON batching").
 *
 * @internal
 */
export function batchRoute(
  version: Version,
  dispatch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>,
): Hono<GraphEnv> {
  return new Hono<GraphEnv>().post("/", async (c) => {
    const parsed = v.safeParse(batch, await readBody(c));
    if (!parsed.success) {
      throw badRequest("Invalid batch payload format.");
    }
    const { requests } = parsed.output;
    if (requests.length > 20) {
      throw badRequest("Number of batch request steps exceeds the maximum value of 20.");
    }
    const root = `${new URL(c.req.url).origin}/${version}`;
    const authorization = c.req.header("authorization") ?? "";
    const responses = new Map<string, Promise<BatchResponse>>();
    for (const request of requests) {
      responses.set(request.id, answer(request, earlier(request, responses)));
    }
    return c.json({ responses: await Promise.all(responses.values()) });

    async function answer(
      request: BatchRequest,
      dependencies: Promise<BatchResponse>[],
    ): Promise<BatchResponse> {
      if ((await Promise.all(dependencies)).some(({ status }) => status >= 400)) {
        return {
          id: request.id,
          status: 424,
          headers: {},
          body: { error: { code: "FailedDependency", message: "" } },
        };
      }
      const response = await dispatch(toRequest(request, root, authorization), c.env);
      return toBatchResponse(request.id, response);
    }
  });
}

function earlier(request: BatchRequest, responses: ReadonlyMap<string, Promise<BatchResponse>>) {
  if (responses.has(request.id)) {
    throw badRequest(`The request id '${request.id}' is used more than once in the batch.`);
  }
  return request.dependsOn.map((id) => {
    const response = responses.get(id);
    if (response === undefined) {
      throw badRequest(`The request '${request.id}' depends on '${id}', which does not come before it.`);
    }
    return response;
  });
}

function toRequest(
  { method, url, headers, body }: BatchRequest,
  root: string,
  authorization: string,
): Request {
  return new Request(`${root}${url.startsWith("/") ? url : `/${url}`}`, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function toBatchResponse(id: string, response: Response): Promise<BatchResponse> {
  const headers = Object.fromEntries(response.headers);
  const text = await response.text();
  if (text === "") {
    return { id, status: response.status, headers };
  }
  const isJson = headers["content-type"]?.startsWith("application/json") === true;
  return { id, status: response.status, headers, body: isJson ? JSON.parse(text) : text };
}
