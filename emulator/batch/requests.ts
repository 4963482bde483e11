import * as v from "valibot";
import { badRequest } from "../graph/errors";

const batchRequest = v.object({
  id: v.string(),
  method: v.picklist(["GET", "POST", "PATCH", "PUT", "DELETE"]),
  url: v.string(),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  body: v.optional(v.unknown()),
  dependsOn: v.optional(v.array(v.string()), []),
});
const batch = v.object({ requests: v.array(batchRequest) });

/** One request of a batch. @internal */
export type BatchRequest = v.InferOutput<typeof batchRequest>;

/** The requests in a batch's body, in an order in which each comes after those that it depends on. @internal */
export function readBatch(body: unknown): BatchRequest[] {
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
    check(request, before);
    before.add(request.id);
  }
  return requests;
}

function check({ id, url, dependsOn }: BatchRequest, before: ReadonlySet<string>): void {
  if (before.has(id)) {
    throw badRequest(`The request id '${id}' is used more than once in the batch.`);
  }
  if (/^\/?\$batch\b/.test(url)) {
    throw badRequest("A batch cannot be part of a batch.");
  }
  const missing = dependsOn.find((dependency) => !before.has(dependency));
  if (missing !== undefined) {
    throw badRequest(`The request '${id}' depends on '${missing}', which does not come before it.`);
  }
}
