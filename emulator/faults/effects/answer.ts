import * as v from "valibot";
import { answerInstead, type FaultEffect } from "../effect";

/** Another answer than Graph's: an error, a gateway's HTML page, a redirect. */
export interface AnswerFault {
  /** The name of this fault. */
  readonly kind: "answer";
  /** 200 to 599. */
  readonly status: number;
  /** For example `{ "Retry-After": "5" }` or `{ "Location": "https://graph.example.com/" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * A string is sent as it is (as HTML, unless the headers say otherwise), without Graph's ids: somebody else answers.
   * Anything else is sent as JSON. Default: no body.
   */
  readonly body?: unknown;
  /** `before` (default): the request has no effect. `after`: it has its effect, and this answer hides that. */
  readonly when?: "before" | "after";
}

const schema: v.GenericSchema<unknown, AnswerFault> = v.pipe(
  v.strictObject({
    kind: v.literal("answer"),
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    headers: v.exactOptional(v.record(v.string(), v.string())),
    body: v.exactOptional(v.unknown()),
    when: v.exactOptional(v.picklist(["before", "after"])),
  }),
  v.check(
    ({ status, body }) => body === undefined || ![204, 205, 304].includes(status),
    "Expected no body for a status that has none, but received one",
  ),
);

export const answer: FaultEffect<AnswerFault> = {
  schema,
  async apply({ status, headers = {}, body, when = "before" }, { c, handle }) {
    if (when === "after") {
      await handle();
    }
    const [type, text, ids] =
      typeof body === "string"
        ? ["text/html", body, {}]
        : [
            "application/json",
            JSON.stringify(body),
            { "request-id": c.get("requestId"), "client-request-id": c.get("clientRequestId") },
          ];
    const given = new Headers({
      ...(body === undefined ? {} : { "content-type": type }),
      ...ids,
      ...headers,
    });
    answerInstead(c, new Response(body === undefined ? null : text, { status, headers: given }));
  },
};
