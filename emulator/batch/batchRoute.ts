import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { readBody } from "../graph/body";
import type { GraphEnv } from "../graph/env";
import { noAnswer } from "../graph/noAnswer";
import type { Version } from "../graph/version";
import { type BatchRequest, readBatch } from "./requests";
import { type BatchResponse, failedDependency, toBatchResponse } from "./responses";

/** Has a request handled as if it had come by itself. @internal */
export type Dispatch = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

/**
 * `POST /$batch`: up to 20 requests, each of which goes the way of a request of its own, throttling included [D]
 * ("Combine multiple HTTP requests using JSON batching").
 *
 * @internal
 */
export function batchRoute(version: Version, dispatch: Dispatch): Hono<GraphEnv> {
  return new Hono<GraphEnv>().post("/", async (c) => {
    const requests = readBatch(await readBody(c));
    const root = `${new URL(c.req.url).origin}/${version}`;
    const authorization = c.req.header("authorization") ?? "";
    const responses = new Map<string, Promise<BatchResponse>>();
    let isCut = false;

    async function respond(request: BatchRequest): Promise<BatchResponse> {
      const dependencies = await Promise.all(request.dependsOn.map((id) => responses.get(id)));
      if (dependencies.some((dependency) => dependency !== undefined && dependency.status >= 400)) {
        return failedDependency(request.id);
      }
      const response = await dispatch(toRequest(request, root, authorization), c.env);
      isCut ||= response === noAnswer;
      return toBatchResponse(request.id, response);
    }

    for (const request of requests) {
      responses.set(request.id, respond(request));
    }
    const answers = await Promise.all(responses.values());
    return isCut ? noAnswer : c.json({ responses: answers });
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
    ...(body === undefined || method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
}
