/** The most pages that a list may have. @internal */
export const maxPages = 1_000;

/** One page of a list, or why it is none. @internal */
export type Page =
  | { readonly values: readonly unknown[]; readonly next: URL | undefined }
  | { readonly problem: string };

/**
 * Reads one page of a list.
 *
 * @param url - Where the page came from. The next one must be on the same origin: the token goes nowhere else.
 * @internal
 */
export function readPage(body: unknown, url: URL): Page {
  if (typeof body !== "object" || body === null || !("value" in body) || !Array.isArray(body.value)) {
    return { problem: 'a list has no array "value"' };
  }
  const values: readonly unknown[] = body.value;
  const link = "@odata.nextLink" in body ? body["@odata.nextLink"] : undefined;
  if (link === undefined || link === null) return { values, next: undefined };
  const next = typeof link === "string" ? URL.parse(link) : null;
  if (next === null) return { problem: "the link to the next page is no address" };
  if (next.origin !== url.origin || next.username !== "" || next.password !== "") {
    return { problem: `the link to the next page leads to another host (${next.host.slice(0, 100)})` };
  }
  return { values, next };
}
