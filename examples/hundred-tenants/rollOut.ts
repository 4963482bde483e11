import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type EngineEvent, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { baseline } from "./baseline.ts";
import type { Tenant } from "./tenant.ts";

type Changes = Readonly<Record<string, number>>;
type Run = (stack: Stack, onEvent: (event: EngineEvent) => void) => Promise<Changes>;

/** The commands for a tenant's stack. */
export const commands: Readonly<Record<string, Run>> = {
  preview: async (stack, onEvent) => (await stack.preview({ onEvent })).changeSummary as Changes,
  up: async (stack, onEvent) => (await stack.up({ onEvent })).summary.resourceChanges ?? {},
  destroy: async (stack, onEvent) => (await stack.destroy({ onEvent })).summary.resourceChanges ?? {},
};

/** The outcome in one tenant: a row of the summary. */
export interface Outcome {
  readonly tenant: string;
  readonly result: "done" | "failed";
  /** What changed, such as "1 create", or the error. */
  readonly detail: string;
  readonly seconds: number;
}

/** Runs a command on the stack of one tenant. An error becomes part of the outcome, so that the other tenants go on. */
export async function rollOut(run: Run, tenant: Tenant): Promise<Outcome> {
  const start = performance.now();
  const errors: string[] = [];
  const outcome = (result: Outcome["result"], detail: string): Outcome => {
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    return { tenant: tenant.name, result, detail, seconds };
  };
  try {
    const changes = await run(await stackOf(tenant), ({ diagnosticEvent: said }) => {
      if (said?.severity === "error") errors.push(plain(said.message));
    });
    return outcome("done", describe(changes));
  } catch (error) {
    return outcome("failed", errors[0] ?? plain(String(error)));
  }
}

/** Each stack has its own folder for its settings. It is below this one, so that Pulumi finds the program's packages. */
async function stackOf(tenant: Tenant): Promise<Stack> {
  const workDir = path.join(import.meta.dirname, "stacks", tenant.name);
  await mkdir(workDir, { recursive: true });
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: tenant.name, projectName: "intune-hundred-tenants", program: async () => baseline(tenant) },
    { workDir },
  );
  await stack.setAllConfig(
    Object.fromEntries(Object.entries(tenant.config).map(([key, value]) => [key, { value }])),
  );
  return stack;
}

function describe(changes: Changes): string {
  const real = Object.entries(changes).filter(([op, count]) => op !== "same" && count > 0);
  return real.map(([op, count]) => `${count} ${op}`).join(", ") || "no change";
}

/** The first line of a message, without the engine's color marks, because a table has no room for more. */
function plain(message: string): string {
  const [first = ""] = message.replaceAll(/<\{%.*?%\}>/g, "").split("\n", 1);
  return first;
}
