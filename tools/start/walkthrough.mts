import { isDeepStrictEqual } from "node:util";
import type { RunningEmulator } from "../../emulator/index.ts";
import { assignmentsOf, tableOf } from "./assignments.mts";
import type { QuickstartStack } from "./stack.mts";

const policies = ["Windows 11 baseline", "Enrollment status page"];

/** Runs the stack from preview to destroy and shows the assignments in Graph after each step. Throws if they are not as expected. */
export async function walkThrough(stack: QuickstartStack, emulator: RunningEmulator): Promise<void> {
  const expectInGraph = (expected: readonly (readonly [policy: string, reaches: string])[]) => {
    const assignments = assignmentsOf(emulator);
    process.stdout.write(`${tableOf(assignments)}\n`);
    assertEqual(
      assignments.map(({ policy, reaches }) => [policy, reaches]),
      expected,
      "the assignments in Graph",
    );
  };
  const bothReach = (group: string) => policies.map((policy) => [policy, group] as const);

  title("A preview needs neither Graph nor a credential");
  await stack.run("preview");
  assertEqual(emulator.requests.length, 0, "requests to Graph");
  expectInGraph([]);

  title("The first up creates both assignments");
  await stack.run("up", "--yes");
  expectInGraph(bothReach("Pilot ring"));

  title("A second up changes nothing");
  emulator.clearRequests();
  await stack.run("up", "--yes", "--expect-no-changes");
  assertEqual(emulator.requests.length, 0, "requests to Graph");
  expectInGraph(bothReach("Pilot ring"));

  title("Up changes a target in place");
  await stack.run("config", "set", "ring", "broad");
  await stack.run("up", "--yes");
  expectInGraph(bothReach("Broad ring"));

  title("Somebody removes an assignment in the admin center, and refresh finds it");
  const state = emulator.getState();
  for (const policy of state.deviceCompliancePolicies) {
    policy.assignments = [];
  }
  emulator.setState(state);
  await stack.run("refresh", "--yes");
  assertEqual((await stack.resources()).includes("windows-baseline"), false, "the state still has it");
  expectInGraph([["Enrollment status page", "Broad ring"]]);

  title("The next up restores it");
  await stack.run("up", "--yes");
  expectInGraph(bothReach("Broad ring"));

  title("Destroy removes what the stack created");
  await stack.run("destroy", "--yes");
  expectInGraph([]);
  process.stdout.write("All steps gave the expected result.\n");
}

function title(text: string): void {
  process.stdout.write(`\n── ${text} ${"─".repeat(Math.max(0, 96 - text.length))}\n`);
}

function assertEqual(actual: unknown, expected: unknown, what: string): void {
  if (!isDeepStrictEqual(actual, expected)) {
    throw new Error(`${what}: got ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}.`);
  }
}
