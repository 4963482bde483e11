import type { PolicyState, RunningEmulator } from "../../emulator/index.ts";

/** An assignment in the emulator, with names instead of ids. */
export interface NamedAssignment {
  readonly policy: string;
  readonly reaches: string;
  readonly assignmentId: string;
}

/** All assignments in the emulator, except those of built-in policies. */
export function assignmentsOf(emulator: RunningEmulator): NamedAssignment[] {
  const { groups, ...others } = emulator.getState();
  const nameOfGroup = new Map(groups.map(({ id, displayName }) => [id, displayName]));
  return Object.values<object[]>(others)
    .flat()
    .filter((entry): entry is PolicyState => "assignments" in entry)
    .filter(({ priority }) => priority !== 0)
    .flatMap(({ id: policyId, displayName, name, assignments }) =>
      assignments.map(({ id, target }) => ({
        policy: String(displayName ?? name ?? policyId),
        reaches: nameOfGroup.get(String(target["groupId"])) ?? JSON.stringify(target),
        assignmentId: id,
      })),
    );
}

/** A table of assignments for the terminal. */
export function tableOf(assignments: readonly NamedAssignment[]): string {
  const rows = [
    ["policy", "reaches", "assignment id"],
    ...assignments.map(({ policy, reaches, assignmentId }) => [policy, reaches, assignmentId]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" │ "));
  return ["Assignments in Graph:", ...(assignments.length > 0 ? lines : ["none"])]
    .map((line) => `  ${line}\n`)
    .join("");
}
