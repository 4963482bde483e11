import type { PolicyRelations, Relation } from "./relations";
import { policyRemark } from "./relations";

// Runs in Node and in the report's page.

interface Column {
  readonly name: string;
  readonly value: (policy: PolicyRelations, relation: Relation | undefined) => string | undefined;
}

const columns: readonly Column[] = [
  { name: "Policy", value: ({ policy }) => policy.name },
  { name: "Policy id", value: ({ policy }) => policy.id },
  { name: "Kind", value: ({ kind }) => kind.noun },
  { name: "Mode", value: (_, relation) => relation?.mode },
  { name: "Target", value: (_, relation) => relation?.target.target.name },
  { name: "Target type", value: (_, relation) => relation?.target.target.type },
  { name: "Target id", value: (_, relation) => relation?.target.target.id },
  { name: "Filter", value: (_, relation) => relation?.filter?.name },
  { name: "Filter id", value: (_, relation) => relation?.filter?.id },
  { name: "Filter mode", value: (_, relation) => relation?.filter?.type },
  { name: "Policy set", value: (_, relation) => relation?.policySet },
  { name: "Resource", value: (_, relation) => relation?.resource },
  {
    name: "Remark",
    value: (policy, relation) =>
      [policyRemark(policy), relation?.target.target.deleted && "group deleted"].filter(Boolean).join(", "),
  },
];

/** A line of the file: an assignment, or a policy without assignments. */
export type CsvRow = Relation | PolicyRelations;

/** Each policy's assignments, a row each. A policy without assignments has one row that says so. */
export function rowsByPolicy(policies: readonly PolicyRelations[]): CsvRow[] {
  return policies.flatMap((policy): readonly CsvRow[] =>
    policy.relations.length === 0 ? [policy] : policy.relations,
  );
}

/** Assignments as CSV (RFC 4180), with a line of headings. */
export function csvOf(rows: readonly CsvRow[]): string {
  const lines = rows.map((row) => {
    const [policy, relation] = "relations" in row ? [row, undefined] : [row.policy, row];
    return columns.map(({ value }) => cell(value(policy, relation) ?? ""));
  });
  return [columns.map(({ name }) => name), ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

/**
 * What a spreadsheet takes for the beginning of a formula. It may ignore white space, and quotes once it has found
 * another separator than the comma. Where people type in Chinese or Japanese, it also knows the wide signs.
 *
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /(^|[;\t\r\n])(?=["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n])/g;

/** Where the comma is the decimal sign, a spreadsheet splits lines at `;` or a tab, and no quotes prevent that. */
function cell(text: string): string {
  const safe = text.replace(formula, "$1'");
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
