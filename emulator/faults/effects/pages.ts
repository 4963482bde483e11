import * as v from "valibot";
import { linkTo } from "../../graph/collection";
import type { GraphContext } from "../../graph/env";
import { isJsonObject, type Json, type JsonObject } from "../../json";
import { answerInstead, type FaultEffect } from "../effect";

/** The first entry of a page is there twice. */
export interface DuplicateInPageFault {
  /** The name of this fault. */
  readonly kind: "duplicateInPage";
}

/** The first page of a collection is empty and links to a second, where all of it is. */
export interface EmptyPageFault {
  /** The name of this fault. */
  readonly kind: "emptyPage";
}

/** Each page links to a next one, without an end. */
export interface EndlessNextLinkFault {
  /** The name of this fault. */
  readonly kind: "endlessNextLink";
  /** `same` (default): to itself. `new`: to another address each time. */
  readonly link?: "same" | "new";
}

/** The page links to a next one on another host. */
export interface ForeignNextLinkFault {
  /** The name of this fault. */
  readonly kind: "foreignNextLink";
  /** Default `https://graph.example.com/v1.0/stolen`. */
  readonly url?: string;
}

/** @internal */
export const duplicateInPage: FaultEffect<DuplicateInPageFault> = {
  schema: v.strictObject({ kind: v.literal("duplicateInPage") }),
  async apply(_fault, c, handle) {
    await handle();
    await changePage(c, (page, value) => ({ ...page, value: [...value.slice(0, 1), ...value] }));
  },
};

/** @internal */
export const emptyPage: FaultEffect<EmptyPageFault> = {
  schema: v.strictObject({ kind: v.literal("emptyPage") }),
  async apply(_fault, c, handle) {
    await handle();
    if (c.req.query("$skiptoken") === undefined) {
      await changePage(c, (page) => ({ ...page, value: [], "@odata.nextLink": linkTo(c, 0) }));
    }
  },
};

/** @internal */
export const endlessNextLink: FaultEffect<EndlessNextLinkFault> = {
  schema: v.strictObject({
    kind: v.literal("endlessNextLink"),
    link: v.exactOptional(v.picklist(["same", "new"])),
  }),
  async apply({ link }, c, handle) {
    await handle();
    const count = Number(c.req.query("emulatorPage") ?? 0) + 1;
    const next = new URL(c.req.url);
    next.searchParams.set("emulatorPage", String(count));
    await changePage(c, (page) => ({ ...page, "@odata.nextLink": link === "new" ? next.href : c.req.url }));
  },
};

/** @internal */
export const foreignNextLink: FaultEffect<ForeignNextLinkFault> = {
  schema: v.strictObject({
    kind: v.literal("foreignNextLink"),
    url: v.exactOptional(v.pipe(v.string(), v.url())),
  }),
  async apply({ url = "https://graph.example.com/v1.0/stolen" }, c, handle) {
    await handle();
    await changePage(c, (page) => ({ ...page, "@odata.nextLink": url }));
  },
};

/** Changes an answer that is a page of a collection, and leaves every other. */
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
