import { type Column, columns, namesOf } from "./columns.mts";
import type { FaultCase, Outcome } from "./fault.mts";
import { readFaults } from "./readFaults.mts";
import { writeFaults } from "./writeFaults.mts";

/** The rows of the matrix. */
export const rows: readonly FaultCase[] = [...readFaults, ...writeFaults];

/**
 * The columns of a row. Faults of reads meet the trial of a documented verb as they meet any other column; and
 * whether somebody else comes between the trial's read and the `assign` that follows is a matter of time.
 */
export function columnsOf({ strikes, verbs, foreign }: FaultCase): readonly Column[] {
  const trial = strikes === "write" && foreign === undefined;
  return columns.filter(({ verb, write }) => (trial || write !== "trial") && (verbs?.includes(verb) ?? true));
}

/** The outcome that the matrix names. */
export function expectedIn({ expected, name }: FaultCase, column: Column): Outcome {
  if (typeof expected === "string") return expected;
  const key = namesOf(column).find((each) => Object.hasOwn(expected, each));
  const outcome = key === undefined ? undefined : expected[key];
  if (outcome === undefined) throw new Error(`"${name}" has no outcome for ${namesOf(column)[0]}`);
  return outcome;
}
