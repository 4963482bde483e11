import type { GraphContext } from "./env";
import { badRequest } from "./errors";
import type { Json, JsonObject } from "./json";
import { pageOption, type Query } from "./query";

/**
 * Answers one page of a collection. `$top` can make the page smaller. The link to the next page is absolute, and its
 * `$skiptoken` is opaque ("Paging Microsoft Graph data in your app") [D].
 *
 * @param what - The collection, as in `@odata.context`: `groups`.
 */
export function answerPage<Item>(
  c: GraphContext,
  what: string,
  items: readonly Item[],
  { query, pageSize, render }: { query: Query; pageSize: number; render: (item: Item) => Json },
): Response {
  const from = readSkipToken(query.skipToken);
  const to = from + Math.min(pageSize, query.top ?? Number.POSITIVE_INFINITY);
  const page: JsonObject = {
    "@odata.context": contextOf(c, what, query),
    ...(query.count ? { "@odata.count": items.length } : {}),
    ...(to < items.length ? { "@odata.nextLink": linkTo(c, to) } : {}),
    value: items.slice(from, to).map(render),
  };
  return c.json(page);
}

/** Answers one entity. */
export function answerEntity(
  c: GraphContext,
  what: string,
  entity: JsonObject,
  { query, status = 200 }: { query?: Query; status?: 200 | 201 } = {},
): Response {
  return c.json({ "@odata.context": `${contextOf(c, what, query)}/$entity`, ...entity }, status);
}

function contextOf(c: GraphContext, what: string, query: Query | undefined): string {
  const [, version] = c.req.path.split("/");
  const parts = [...(query?.select ?? []), ...(query?.expand === undefined ? [] : ["assignments()"])];
  return `${originOf(c)}/${version}/$metadata#${what}${parts.length === 0 ? "" : `(${parts.join(",")})`}`;
}

/** The emulator's address for the client, which may use a proxy. */
export function originOf(c: GraphContext): string {
  const url = new URL(c.req.url);
  const [protocol] = c.req.header("x-forwarded-proto")?.split(",") ?? [];
  const [host] = c.req.header("x-forwarded-host")?.split(",") ?? [];
  return `${protocol?.trim() ?? url.protocol.slice(0, -1)}://${host?.trim() ?? url.host}`;
}

/** The absolute address of this collection's page that begins at an item. */
export function linkTo(c: GraphContext, item: number): string {
  return linkWith(c, "$skiptoken", Buffer.from(`item:${item}`).toString("base64url"));
}

/** The absolute address of this page, with a number that makes it different. */
export function numberedLink(c: GraphContext, number: number): string {
  return linkWith(c, pageOption, String(number));
}

/** This request's address with a query option set. */
function linkWith(c: GraphContext, option: string, value: string): string {
  const url = new URL(c.req.url);
  const own = option.replace("$", "").toLowerCase();
  const others = url.search
    .slice(1)
    .split("&")
    .filter(
      (pair) =>
        pair !== "" &&
        pair
          .replace(/^(\$|%24)/i, "")
          .split("=")[0]
          ?.toLowerCase() !== own,
    );
  return `${originOf(c)}${url.pathname}?${[...others, `${option}=${value}`].join("&")}`;
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
