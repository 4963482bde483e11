import type { Fault, FaultRule } from "../../emulator/index.ts";
import type { Column, Verb } from "./columns.mts";

/**
 * What an operation comes to: `done`, `gone` (a read finds nothing), `overwrites` (done, and what somebody else
 * changed between our read and our write is lost), `-` (the operation sends no such request), or the class of
 * its error.
 */
export type Outcome = "done" | "gone" | "overwrites" | "-" | `${string}Error`;

/** The outcome of a row's columns: of all, or by {@link namesOf} a column. */
export type Expected = Outcome | Readonly<Record<string, Outcome>>;

/** One row of the matrix. */
export interface FaultCase {
  /** As it is printed. */
  readonly name: string;
  /** Which requests it meets: reads of the set, or writes. */
  readonly strikes: "read" | "write";
  readonly fault: Fault;
  /** Which of these requests: all, or the nth. */
  readonly nth?: number;
  readonly expected: Expected;
  /** The operations for which it means something. Default: all. */
  readonly verbs?: readonly Verb[];
  /** What somebody else did to the set, where the fault is somebody else. */
  readonly foreign?: "adds" | "removes" | "takesOurs";
  /** The policy is deleted, rather than one answer faked. */
  readonly policyDeleted?: true;
  /** The time limits that the fault runs into, in milliseconds. */
  readonly operationTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
}

/** The requests that a fault meets in a column. */
export function scopeOf({ strikes }: FaultCase, column: Column): Pick<FaultRule, "method" | "path"> {
  const assignments = "/deviceManagement/*/*/assignments";
  if (strikes === "read") return { method: "GET", path: assignments };
  if (column.write === "assign") return { method: "POST", path: "/deviceManagement/*/*/assign" };
  if (column.verb === "create") return { method: "POST", path: assignments };
  return { method: column.verb === "update" ? "PATCH" : "DELETE", path: `${assignments}/*` };
}

export function rulesOf(row: FaultCase, column: Column): FaultRule[] {
  const { nth, fault } = row;
  return [{ ...scopeOf(row, column), ...(nth !== undefined && { nth }), fault }];
}
