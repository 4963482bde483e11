/** What has a name in Graph. */
export interface Named {
  readonly id: string;
  readonly displayName: string;
}

/** The form in which names are compared: one Unicode form, and white space of any kind as one space. */
function foldName(name: string): string {
  return name.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

/**
 * The items with a name. An exact match wins over a match in another Unicode form or with other white space. That one
 * wins over a match in another letter case.
 */
export function findNamed<T extends Named>(items: readonly T[], wanted: string): readonly T[] {
  const forms = [(text: string) => text, foldName, (text: string) => foldName(text).toLowerCase()];
  for (const form of forms) {
    const found = items.filter(({ displayName }) => form(displayName) === form(wanted));
    if (found.length > 0) return found;
  }
  return [];
}

// Characters that you cannot see, or that could control a terminal: control and format characters, half surrogates, and
// every space but the plain one.
const invisible = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A name in quotes on one line, so that you can see every character of it. */
export function visibleName(name: string): string {
  const quoted = JSON.stringify(name);
  return quoted.replaceAll(invisible, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Sorts those with the most words in common with the query first. The others keep their order. */
export function likeliestFirst<T extends Named>(items: readonly T[], wanted: string): T[] {
  const asked = words(wanted);
  const shared = ({ displayName, id }: T) => words(`${displayName} ${id}`).intersection(asked).size;
  return items
    .map((item) => ({ item, score: shared(item) }))
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function words(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

const most = 20;

/** Things to choose from, a line each, as many as fit in a message. */
export function listForMessage<T>(items: readonly T[], describe: (item: T) => string): string[] {
  const lines = items.slice(0, most).map((item) => `- ${describe(item)}`);
  const more = items.length - lines.length;
  return more === 0 ? lines : [...lines, `and ${more} more`];
}

/** One language for all machines; in it, "Ring 2" comes before "Ring 10". */
const { compare } = new Intl.Collator("en", { numeric: true });

/** Sorts by name, then by id. */
export function inNameOrder(a: Named, b: Named): number {
  return compare(a.displayName, b.displayName) || compare(a.id, b.id);
}
