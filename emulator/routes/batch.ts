import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import * as v from "valibot";
import { readBody } from "../graph/body";
import { originOf } from "../graph/collection";
import { type GraphEnv, noAnswer } from "../graph/env";
import { badRequest } from "../graph/errors";
import type { Json } from "../graph/json";
import type { Version } from "../policyColumns";

/** Handles a request as if it had arrived alone. */
export type Dispatch = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

/** Some clients, such as IntuneCD, use numbers as ids. Graph answers with text. */
const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const batch = v.object({
  requests: v.array(
    v.object({
      id,
      method: v.pipe(v.string(), v.toUpperCase(), v.picklist(["GET", "POST", "PATCH", "PUT", "DELETE"])),
      url: v.string(),
      headers: v.optional(v.record(v.string(), v.string()), {}),
      body: v.optional(v.unknown()),
      dependsOn: v.optional(v.array(id), []),
    }),
  ),
});
type BatchRequest = v.InferOutput<typeof batch>["requests"][number];

interface BatchResponse {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/**
 * `POST /$batch`: up to 20 requests. Each is handled like a request of its own, including throttling ("Combine multiple
 * HTTP requests using JSON batching") [D].
 */
export function batchRoute(version: Version, dispatch: Dispatch): Hono<GraphEnv> {
  return new Hono<GraphEnv>().post("/", async (c) => {
    const requests = readBatch(await readBody(c));
    const root = `${originOf(c)}/${version}`;
    const authorization = c.req.header("authorization") ?? "";
    const responses = new Map<string, Promise<BatchResponse>>();
    let isCut = false;

    async function respond(request: BatchRequest): Promise<BatchResponse> {
      const dependencies = await Promise.all(request.dependsOn.map((each) => responses.get(each)));
      if (dependencies.some((dependency) => dependency !== undefined && dependency.status >= 400)) {
        const error = { code: "FailedDependency", message: "A request that this one depends on has failed." };
        return { id: request.id, status: 424, headers: {}, body: { error } };
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

/** The requests in a batch's body. Each comes after those that it depends on. */
function readBatch(body: unknown): BatchRequest[] {
  const parsed = v.safeParse(batch, body);
  if (!parsed.success) {
    throw badRequest("Invalid batch payload format.");
  }
  const { requests } = parsed.output;
  if (requests.length > 20) {
    throw badRequest("Number of batch request steps exceeds the maximum value of 20.");
  }
  const before = new Set<string>();
  for (const request of requests) {
    const missing = request.dependsOn.find((each) => !before.has(each));
    if (before.has(request.id)) {
      throw badRequest(`The request id '${request.id}' is used more than once in the batch.`);
    }
    if (/^\/?\$batch\b/.test(request.url)) {
      throw badRequest("A batch cannot be part of a batch.");
    }
    if (missing !== undefined) {
      throw badRequest(`The request '${request.id}' depends on '${missing}', which does not come before it.`);
    }
    before.add(request.id);
  }
  return requests;
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

async function toBatchResponse(id: string, response: Response): Promise<BatchResponse> {
  const { status } = response;
  const headers = Object.fromEntries([...response.headers].map(([name, value]) => [spelled(name), value]));
  const text = await response.text();
  return text === "" ? { id, status, headers } : { id, status, headers, body: parsed(text) };
}

/** In a batch, clients compare the letter case of headers. Graph writes `Retry-After` and `Content-Type`. */
function spelled(name: string): string {
  return /^(request-id|client-request-id|x-ms-)/.test(name)
    ? name
    : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

/** JSON as JSON. A body that a fault has garbled stays text. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
