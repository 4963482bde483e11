import type { PolicyState, RunningEmulator } from "../../emulator/index.ts";

/** An assignment that the emulator holds, in words. */
export interface Held {
  readonly policy: string;
  readonly reaches: string;
  readonly assignmentId: string;
}

/** All assignments that the emulator holds, but those of built-in policies. */
export function heldBy(emulator: RunningEmulator): Held[] {
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

/** A table of them for the terminal. */
export function tableOf(held: readonly Held[]): string {
  const rows = [
    ["policy", "reaches", "assignment id"],
    ...held.map(({ policy, reaches, assignmentId }) => [policy, reaches, assignmentId]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" │ "));
  return ["Graph holds:", ...(held.length > 0 ? lines : ["no assignment"])]
    .map((line) => `  ${line}\n`)
    .join("");
}
