import type { Relation } from "../relations";
import type { Row } from "./rows";

// Runs in Node and in the report's page.

/** The words of a search, all of which a row has to hold. */
export function searchWords(query: string): string[] {
  return fold(query).split(" ").filter(Boolean);
}

/** Letter case, kinds of white space and compatible forms of characters make no difference. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
}

const folded = new WeakMap<Row, string>();

/** Whether a policy, its kind, its targets or their filters hold every word. */
export function rowHolds(row: Row, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = folded.get(row) ?? fold(textsOf(row).join("\n"));
  folded.set(row, text);
  return words.every((word) => text.includes(word));
}

/** Whether an assignment holds one of the words on its other side: why a row was found. */
export function relationHolds(
  relation: Relation,
  side: "policy" | "target",
  words: readonly string[],
): boolean {
  const text = fold(relationTexts(relation, side).join("\n"));
  return words.some((word) => text.includes(word));
}

function textsOf({ subject, included, excluded }: Row): string[] {
  const [own, side] =
    "policy" in subject
      ? ([[subject.policy.name, subject.policy.id, subject.kind.noun], "target"] as const)
      : ([[subject.target.name, subject.target.id ?? ""], "policy"] as const);
  return [...own, ...[...included, ...excluded].flatMap((relation) => relationTexts(relation, side))];
}

function relationTexts({ policy, target, filter, policySet, resource }: Relation, side: "policy" | "target") {
  const subject = side === "policy" ? policy.policy : target.target;
  return [subject.name, subject.id, filter?.name, filter?.id, policySet, resource].filter(
    (text) => text !== undefined,
  );
}
