import type { Relation } from "../relations";
import type { Direction, Row } from "./rows";

// Runs in Node and in the report's page.

/** The words of a search. A row must contain all of them. */
export function searchWords(query: string): string[] {
  return fold(query).split(" ").filter(Boolean);
}

/** Ignores letter case, kinds of white space and compatible forms of characters. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
}

/** Whether a policy, its kind, its targets or their filters contain every word. */
export function rowHolds(row: Row, words: readonly string[]): boolean {
  return words.length === 0 || words.every((word) => textOf(row).includes(word));
}

/** Whether the other side of an assignment contains one of the words, so that it explains why the row was found. */
export function relationHolds(relation: Relation, side: Direction, words: readonly string[]): boolean {
  const text = relationText(relation, side);
  return words.some((word) => text.includes(word));
}

// A name is in thousands of assignments, and each keystroke searches them. So fold each text once.
const rowTexts = new WeakMap<Row, string>();
const subjectTexts = new WeakMap<Row["subject"], string>();
const ownTexts = new WeakMap<Relation, string>();

function textOf(row: Row): string {
  const known = rowTexts.get(row);
  if (known !== undefined) return known;
  const side = "policy" in row.subject ? "target" : "policy";
  const relations = [...row.included, ...row.excluded].map((relation) => relationText(relation, side));
  const text = [subjectText(row.subject), ...relations].join("\n");
  rowTexts.set(row, text);
  return text;
}

function relationText(relation: Relation, side: Direction): string {
  const subject = subjectText(side === "policy" ? relation.policy : relation.target);
  const { filter, policySet, resource } = relation;
  if (filter === undefined && policySet === undefined && resource === undefined) return subject;
  const own =
    ownTexts.get(relation) ?? fold([filter?.name, filter?.id, policySet, resource].filter(Boolean).join(" "));
  ownTexts.set(relation, own);
  return `${subject}\n${own}`;
}

function subjectText(subject: Row["subject"]): string {
  const known = subjectTexts.get(subject);
  if (known !== undefined) return known;
  const texts =
    "policy" in subject
      ? [subject.policy.name, subject.policy.id, subject.kind.noun]
      : [subject.target.name, subject.target.id ?? ""];
  const text = texts.map(fold).join("\n");
  subjectTexts.set(subject, text);
  return text;
}
