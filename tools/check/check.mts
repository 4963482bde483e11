import { availableParallelism } from "node:os";
import { root } from "../setup/root.mjs";

/** A check. It throws if something is wrong. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** How many checks or tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Options for execa: both streams as one text, and an exit code instead of an error. */
export const quiet = {
  cwd: root,
  env: { NO_COLOR: "1" },
  stdin: "ignore",
  all: true,
  reject: false,
} as const;

/** A check that runs a program. Shows the program's output only if it fails. */
export function program(name: string, run: () => Promise<{ failed: boolean; all: string }>): Check {
  return {
    name,
    async run() {
      const { failed, all } = await run();
      if (failed) {
        throw new Error(all);
      }
    },
  };
}

/**
 * Runs as many checks at a time as there are processors. Prints a line for each, and the output of a failed check below
 * its line.
 */
export async function runChecks(checks: readonly Check[]): Promise<Tally> {
  const results: boolean[] = [];
  const waiting = checks.values();
  const lane = async () => {
    for (const check of waiting) {
      results.push(await runCheck(check));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

async function runCheck({ name, run }: Check): Promise<boolean> {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    await run();
    process.stdout.write(`ok    ${name} (${seconds()})\n`);
    return true;
  } catch (error) {
    process.stdout.write(
      `FAIL  ${name} (${seconds()})\n${error instanceof Error ? error.message : String(error)}\n`,
    );
    return false;
  }
}
