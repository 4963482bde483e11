/** A table of figures. */
export interface Table {
  readonly title: string;
  /** One column is added: how busy the machine was with something else. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The result of one measurement. */
export interface Measured {
  readonly tables: readonly Table[];
  /** When it ended, in UTC. */
  readonly at: string;
  readonly commit: string;
  /** How busy the processors were with other work, before and after, from 0 to 1. */
  readonly busy: readonly [before: number, after: number];
}

/** The tables of a section, in Markdown. */
export function markdownOf({ tables, busy }: Measured): string {
  const others = busy.map((part) => `${(100 * part).toFixed(0)} %`).join(", ");
  return tables
    .map(({ title, header, rows }) =>
      [
        `**${title}**\n`,
        line([...header, "others on the machine"]),
        line([...header, ""].map(() => "---")),
        ...rows.map((row) => line([...row, others])),
      ].join("\n"),
    )
    .join("\n\n");
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}

/** "yes" or "**no**", for the column that says whether a goal is met. */
export function verdict(met: boolean): string {
  return met ? "yes" : "**no**";
}
