import { describe, expect, it } from "vitest";
import { kinds, runCell } from "./cell";
import { type Column, namesOf } from "./columns.mts";
import { columnsOf, expectedIn, rows } from "./matrix.mts";

describe("every fault, at every operation, on both faces of the service", () => {
  it.concurrent.each(rows.map((row) => [`${row.strikes}: ${row.name}`, row] as const))(
    "%s",
    { timeout: 180_000 },
    async (_, row) => {
      const cells = kinds.flatMap((kind, index) =>
        columnsOf(row).map((column) => ({ kind, column, refreshFirst: index === 1 })),
      );
      const name = (column: Column, kind: string) => `${namesOf(column)[0]} of ${kind}`;
      const results = await Promise.all(
        cells.map(async ({ kind, column, refreshFirst }) => {
          const expected = expectedIn(row, column);
          const result = await runCell(row, column, kind, refreshFirst);
          return [
            name(column, kind.name),
            expected === "-" ? result.replace("done; the fault was never met", "-") : result,
          ] as const;
        }),
      );
      const expected = cells.map(({ kind, column }) => [name(column, kind.name), expectedIn(row, column)]);
      expect(Object.fromEntries(results)).toEqual(Object.fromEntries(expected));
    },
  );
});
