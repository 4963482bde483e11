import type { Circumstances } from "./results.mts";
import type { Detail, Row } from "./row.mts";

/** The table of all figures. */
export function figuresMarkdown(rows: readonly Row[]): string {
  const verdict = ({ met }: Row) => (met === undefined ? "" : met ? "yes" : "**no**");
  return table(
    ["figure", "goal", "measured", "met"],
    rows.map((row) => [row.figure, row.goal, row.measured, verdict(row)]),
  );
}

/** When each section was measured. */
export function circumstancesMarkdown(all: readonly (readonly [string, Circumstances])[]): string {
  const rows = all.map(([section, { at, commit, load }]) => [
    section,
    `${at} UTC`,
    commit,
    load.map((value) => value.toFixed(1)).join(" → "),
  ]);
  return table(["section", "when", "commit", "load of the machine"], rows);
}

export function detailMarkdown({ title, header, rows }: Detail): string {
  return `### ${title}\n\n${table(header, rows)}`;
}

/** The same as plain text, for a terminal. */
export function figuresText(rows: readonly Row[]): string {
  return rows
    .map(({ figure, goal, measured, met }) => {
      const sign = met === undefined ? "    " : met ? "ok  " : "MISS";
      return `${sign}  ${figure}\n        ${measured}${goal === "" ? "" : `   [goal ${goal}]`}`;
    })
    .join("\n");
}

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
