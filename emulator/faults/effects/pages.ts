import * as v from "valibot";
import { linkTo, numberedLink } from "../../graph/collection";
import type { GraphContext } from "../../graph/env";
import { isJsonObject, type Json, type JsonObject } from "../../graph/json";
import { pageOption } from "../../graph/query";
import { answerInstead, type FaultEffect } from "../effect";

/** The page has its first entry twice. */
export interface DuplicateInPageFault {
  /** The name of this fault. */
  readonly kind: "duplicateInPage";
}

/** The first page of a collection is empty, and links to a second page with all entries. */
export interface EmptyPageFault {
  /** The name of this fault. */
  readonly kind: "emptyPage";
}

/** Each page links to a next page, endlessly. */
export interface EndlessNextLinkFault {
  /** The name of this fault. */
  readonly kind: "endlessNextLink";
  /** `same` (default): to itself. `new`: to another address each time. */
  readonly link?: "same" | "new";
}

/** The page links to a next page on another host. */
export interface ForeignNextLinkFault {
  /** The name of this fault. */
  readonly kind: "foreignNextLink";
  /** Default `https://graph.example.com/v1.0/stolen`. */
  readonly url?: string;
}

export const duplicateInPage: FaultEffect<DuplicateInPageFault> = {
  schema: v.strictObject({ kind: v.literal("duplicateInPage") }),
  async apply(_fault, { c, handle }) {
    await handle();
    await changePage(c, (page, value) => ({ ...page, value: [...value.slice(0, 1), ...value] }));
  },
};

export const emptyPage: FaultEffect<EmptyPageFault> = {
  schema: v.strictObject({ kind: v.literal("emptyPage") }),
  async apply(_fault, { c, handle }) {
    await handle();
    if (c.req.query("$skiptoken") === undefined) {
      await changePage(c, (page) => ({ ...page, value: [], "@odata.nextLink": linkTo(c, 0) }));
    }
  },
};

export const endlessNextLink: FaultEffect<EndlessNextLinkFault> = {
  schema: v.strictObject({
    kind: v.literal("endlessNextLink"),
    link: v.exactOptional(v.picklist(["same", "new"])),
  }),
  async apply({ link }, { c, handle }) {
    await handle();
    const number = Number(c.req.query(pageOption) ?? 0);
    const next = numberedLink(c, link === "new" ? number + 1 : number);
    await changePage(c, (page) => ({ ...page, "@odata.nextLink": next }));
  },
};

export const foreignNextLink: FaultEffect<ForeignNextLinkFault> = {
  schema: v.strictObject({
    kind: v.literal("foreignNextLink"),
    url: v.exactOptional(v.pipe(v.string(), v.url())),
  }),
  async apply({ url = "https://graph.example.com/v1.0/stolen" }, { c, handle }) {
    await handle();
    await changePage(c, (page) => ({ ...page, "@odata.nextLink": url }));
  },
};

/** Changes an answer if it is a page of a collection. */
async function changePage(
  c: GraphContext,
  change: (page: JsonObject, value: Json[]) => JsonObject,
): Promise<void> {
  if (c.res.status !== 200) {
    return;
  }
  const { status, headers } = c.res;
  const page: unknown = await c.res.clone().json();
  if (isJsonObject(page) && Array.isArray(page["value"])) {
    const changed = JSON.stringify(change(page, page["value"]));
    const others = new Headers(headers);
    others.delete("content-length");
    answerInstead(c, new Response(changed, { status, headers: others }));
  }
}
