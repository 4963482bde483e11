import type { GraphPath } from "./graphPath";
import type { Operation } from "./operation";

/** One request to Graph. */
export interface GraphRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Defaults to `v1.0`. */
  readonly version?: "v1.0" | "beta";
  /** Below the version, made by `graphPath`. */
  readonly path: GraphPath;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. A string is JSON already. */
  readonly body?: object | string;
  /** Whether nobody reads the answer's body. It is then not parsed; that it begins as JSON shows that it is Graph's. */
  readonly ignoresAnswer?: boolean;
  /** The operation of the request. It names the request in errors, and limits its time. */
  readonly operation: Operation;
  /**
   * What to do when Graph throttles: `wait` and send the same again, or `fail` at once with a ThrottledError, so
   * that the caller can build a fresh body after the pause. Defaults to `wait`.
   */
  readonly throttled?: "wait" | "fail";
  /** Called just before the request is sent, after every wait. If it throws, nothing is sent. */
  readonly beforeSending?: () => void;
}

/** Graph's answer to a request that succeeded. */
export interface GraphAnswer {
  readonly status: number;
  /** The parsed JSON; undefined if the answer is empty, or if the request ignores it. */
  readonly body: unknown;
}

/** The address of a request. */
export function urlOf(endpoint: string, request: Pick<GraphRequest, "version" | "path" | "query">): URL {
  const { version = "v1.0", path, query = {} } = request;
  const url = new URL(`${endpoint.replace(/\/+$/, "")}/${version}/${path.text}`);
  const pairs = Object.entries(query).map(
    ([key, value]) => `${encodeURIComponent(key).replace("%24", "$")}=${encodeURIComponent(value)}`,
  );
  url.search = pairs.join("&");
  return url;
}
