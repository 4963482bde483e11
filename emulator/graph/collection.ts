import type { Json, JsonObject } from "../json";
import type { GraphContext } from "./env";
import { badRequest } from "./errors";

/**
 * Answers one page of a collection. `$top` asks for smaller pages than the service's own [D]; the link to the next
 * page is absolute and its `$skiptoken` opaque [D].
 *
 * @internal
 */
export function answerPage<Item>(
  c: GraphContext,
  items: readonly Item[],
  pageSize: number,
  render: (item: Item) => Json,
): Response {
  const from = readSkipToken(c.req.query("$skiptoken"));
  const to = from + Math.min(pageSize, readTop(c.req.query("$top")));
  const page: JsonObject = { value: items.slice(from, to).map(render) };
  if (to < items.length) {
    page["@odata.nextLink"] = linkTo(c, to);
  }
  return c.json(page);
}

/** The absolute address of the page of this request's collection that begins at an item. @internal */
export function linkTo(c: GraphContext, item: number): string {
  const url = new URL(c.req.url);
  const others = url.search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !/^(\$|%24)skiptoken=/i.test(pair));
  return `${url.origin}${url.pathname}?${[...others, `$skiptoken=${writeSkipToken(item)}`].join("&")}`;
}

function writeSkipToken(item: number): string {
  return Buffer.from(`item:${item}`).toString("base64url");
}

function readSkipToken(token: string | undefined): number {
  if (token === undefined) {
    return 0;
  }
  const item = /^item:(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (item === undefined) {
    throw badRequest(`The value '${token}' is not a valid $skiptoken.`);
  }
  return Number(item);
}

function readTop(top: string | undefined): number {
  if (top === undefined) {
    return Number.POSITIVE_INFINITY;
  }
  if (!/^[1-9]\d*$/.test(top)) {
    throw badRequest(
      `Invalid value '${top}' for $top query option found. The $top query option requires a positive integer value.`,
    );
  }
  return Number(top);
}
