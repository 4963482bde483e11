/** The most pages that a list may have. */
export const maxPages = 1_000;

/** One page of a list, or the problem. */
export type Page =
  | { readonly values: readonly unknown[]; readonly next: URL | undefined }
  | { readonly problem: string };

/**
 * Reads one page of a list.
 *
 * @param url - Where the page came from. The next one must be on the same origin: the token goes nowhere else.
 * @param expanded - The property that holds the list, if the page is an object with a list expanded on it.
 */
export function readPage(body: unknown, url: URL, expanded?: string): Page {
  const object = Object(body) as Record<string, unknown>;
  const values = object[expanded ?? "value"];
  if (!Array.isArray(values)) return { problem: `a list has no array "${expanded ?? "value"}"` };
  const link = object[`${expanded ?? ""}@odata.nextLink`];
  if (link === undefined || link === null) return { values, next: undefined };
  const next = typeof link === "string" ? URL.parse(link) : null;
  if (next === null) return { problem: "the link to the next page is no address" };
  if (next.origin !== url.origin || next.username !== "" || next.password !== "") {
    return { problem: `the link to the next page leads to another host (${next.host.slice(0, 100)})` };
  }
  return { values, next };
}
