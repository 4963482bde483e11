import { describe, it, type TestContext } from "vitest";
import { kinds, runCell } from "./cell";
import { type Column, namesOf } from "./columns.mts";
import type { FaultCase } from "./fault.mts";
import { columnsOf, expectedIn, rows } from "./matrix.mts";

/** What every column of a row came to, and what the matrix names. */
async function runRow(row: FaultCase) {
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
  return {
    results: Object.fromEntries(results),
    expected: Object.fromEntries(
      cells.map(({ kind, column }) => [name(column, kind.name), expectedIn(row, column)]),
    ),
  };
}

const isSlow = ({ fault }: FaultCase) => fault.kind === "delay";
const named = (some: readonly FaultCase[]) => some.map((row) => [row.name, row] as const);

async function checkRow([, row]: readonly [string, FaultCase], { expect }: TestContext) {
  const { results, expected } = await runRow(row);
  expect(results).toEqual(expected);
}

/** The tests of one half of the matrix. Each is a file of its own, so that two processors have work. */
export function testRows(strikes: FaultCase["strikes"]): void {
  const half = rows.filter((row) => row.strikes === strikes);
  describe.concurrent(`every fault of a ${strikes}, at every operation, with both behaviors`, () => {
    // These wait for a time limit, so at the same time, and while the others run.
    it.for(named(half.filter(isSlow)))("%s", checkRow);

    describe("one after another", () => {
      it.for(named(half.filter((row) => !isSlow(row))))("%s", { concurrent: false }, checkRow);
    });
  });
}
