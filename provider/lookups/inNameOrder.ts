/** One language for all machines; in it, "Ring 2" comes before "Ring 10". */
const { compare } = new Intl.Collator("en", { numeric: true });

/** Sorts what has a name and an id. */
export function inNameOrder(
  a: { readonly displayName: string; readonly id: string },
  b: { readonly displayName: string; readonly id: string },
): number {
  return compare(a.displayName, b.displayName) || compare(a.id, b.id);
}
