import type { MiddlewareHandler } from "hono";
import { type GraphEnv, noAnswer } from "./env";

/** A request to Graph that the emulator received. */
export interface RecordedRequest {
  /** The verb. */
  readonly method: string;
  /**
   * The path as received, with the version and the query: `/v1.0/groups?$top=5`. The log has the requests in a
   * `$batch`, too.
   */
  readonly path: string;
  /** The status of the answer. 0 if there is none yet, or if a fault cut it off. */
  readonly status: number;
}

/** The requests to Graph so far, in the order of their arrival. */
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
