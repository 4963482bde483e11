import type { GraphRequest } from "./request";

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
