import type { Column, Verb } from "./columns.mts";
import type { FaultCase } from "./fault.mts";
import { columnsOf, expectedIn, rows } from "./matrix.mts";
import { readFaults } from "./readFaults.mts";
import { writeFaults } from "./writeFaults.mts";

const verbs: readonly Verb[] = ["create", "update", "delete", "read"];
const writes = { verb: "documented", assign: "observed", trial: "refused verb" } as const;

/** The matrix as two tables of Markdown, and how many cells it has. */
export function matrixMarkdown(): string {
  const cells = rows.flatMap((row) => columnsOf(row).map((column) => expectedIn(row, column)));
  const met = cells.filter((outcome) => outcome !== "-").length;
  return [
    `${rows.length} faults, ${met} cells in which the fault is met and ${cells.length - met} in which it is not, each run ` +
      "for both kinds of policy.",
    "### Reading a policy's assignments",
    table(readFaults),
    "### Writing them",
    table(writeFaults),
    "",
  ].join("\n\n");
}

function table(faults: readonly FaultCase[]): string {
  const heads = (["single", "set"] as const).flatMap((resource) =>
    verbs.map((verb) => (resource === "single" ? verb : `set: ${verb}`)),
  );
  const lines = faults.map((row) => [
    row.name,
    ...(["single", "set"] as const).flatMap((resource) => verbs.map((verb) => cell(row, resource, verb))),
  ]);
  return [["fault", ...heads], ["", ...heads].map(() => "---"), ...lines]
    .map((line) => `| ${line.join(" | ")} |`)
    .join("\n");
}

function cell(row: FaultCase, resource: Column["resource"], verb: Verb): string {
  const here = columnsOf(row).filter((each) => each.resource === resource && each.verb === verb);
  const outcomes = new Map(here.map((column) => [nameOf(column), word(expectedIn(row, column))]));
  const different = new Set(outcomes.values());
  if (different.size <= 1) return [...different][0] ?? "";
  return [...outcomes].map(([name, outcome]) => `${name}: ${outcome}`).join("; ");
}

/** The behavior or the route, for cells whose outcomes differ. */
function nameOf({ service, resource, write }: Column): string {
  return resource === "set" ? service : writes[write];
}

function word(outcome: string): string {
  if (outcome === "-") return "–";
  return outcome.endsWith("Error") ? outcome.slice(0, -"Error".length) : outcome;
}
