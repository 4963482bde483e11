import type { MiddlewareHandler } from "hono";
import { type GraphEnv, noAnswer } from "./env";

/** A request of Graph that the emulator got. */
export interface RecordedRequest {
  /** The verb. */
  readonly method: string;
  /** With the version and the query, as it came: `/v1.0/groups?$top=5`. The requests in a `$batch` are there as well. */
  readonly path: string;
  /** Of the answer; 0 while there is none, or where a fault cut it off. */
  readonly status: number;
}

/** The requests of Graph so far, in the order in which they came. */
export class RequestLog {
  readonly requests: RecordedRequest[] = [];

  clear(): void {
    this.requests.length = 0;
  }

  readonly middleware: MiddlewareHandler<GraphEnv> = async (c, next) => {
    const { url } = c.req;
    const request = {
      method: c.req.method,
      path: url.slice(url.indexOf("/", url.indexOf("//") + 2)),
      status: 0,
    };
    this.requests.push(request);
    await next();
    request.status = c.res === noAnswer ? 0 : c.res.status;
  };
}
