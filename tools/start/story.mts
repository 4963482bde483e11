import { isDeepStrictEqual } from "node:util";
import type { RunningEmulator } from "../../emulator/index.ts";
import { heldBy, tableOf } from "./held.mts";
import type { QuickstartStack } from "./stack.mts";

const policies = ["Windows 11 baseline", "Enrollment status page"];

/** Runs the whole life of the stack, shows what Graph holds after each step, and throws at the first surprise. */
export async function tell(stack: QuickstartStack, emulator: RunningEmulator): Promise<void> {
  const graphHolds = (expected: readonly (readonly [policy: string, reaches: string])[]) => {
    const held = heldBy(emulator);
    process.stdout.write(`${tableOf(held)}\n`);
    assertEqual(
      held.map(({ policy, reaches }) => [policy, reaches]),
      expected,
      "Graph holds",
    );
  };
  const bothReach = (group: string) => policies.map((policy) => [policy, group] as const);

  title("A preview, which needs neither Graph nor a credential");
  await stack.run("preview");
  assertEqual(emulator.requests.length, 0, "requests to Graph");
  graphHolds([]);

  title("The first up makes both assignments");
  await stack.run("up", "--yes");
  graphHolds(bothReach("Pilot ring"));

  title("A second up changes nothing");
  emulator.clearRequests();
  await stack.run("up", "--yes", "--expect-no-changes");
  assertEqual(emulator.requests.length, 0, "requests to Graph");
  graphHolds(bothReach("Pilot ring"));

  title("Another target is changed in place");
  await stack.run("config", "set", "ring", "broad");
  await stack.run("up", "--yes");
  graphHolds(bothReach("Broad ring"));

  title("Somebody removes an assignment in the portal; refresh finds it");
  const state = emulator.getState();
  for (const policy of state.deviceCompliancePolicies) {
    policy.assignments = [];
  }
  emulator.setState(state);
  await stack.run("refresh", "--yes");
  assertEqual((await stack.resources()).includes("windows-baseline"), false, "the state has it still");
  graphHolds([["Enrollment status page", "Broad ring"]]);

  title("The next up restores it");
  await stack.run("up", "--yes");
  graphHolds(bothReach("Broad ring"));

  title("Destroy removes what the stack made");
  await stack.run("destroy", "--yes");
  graphHolds([]);
  process.stdout.write("All steps did what they should.\n");
}

function title(text: string): void {
  process.stdout.write(`\n── ${text} ${"─".repeat(Math.max(0, 96 - text.length))}\n`);
}

function assertEqual(actual: unknown, expected: unknown, what: string): void {
  if (!isDeepStrictEqual(actual, expected)) {
    throw new Error(
      `A surprise: ${what}: ${JSON.stringify(actual)}; expected was ${JSON.stringify(expected)}.`,
    );
  }
}
