import { mkdtemp, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { noticeMark } from "../setup/notice.mjs";
import { root } from "../setup/root.mjs";
import type { Tally } from "./check.mts";

/** How the tests are run. */
export interface TestOptions {
  /** Environment variables for vitest and its child processes. */
  readonly env: Readonly<Record<string, string>>;
  /** The seed for a random order of files and tests. Default: the order in which they are written. */
  readonly shuffleSeed?: number | undefined;
  /** Ends the tests when it is aborted. */
  readonly interrupted: AbortSignal;
}

/**
 * Runs projects of vitest side by side, with its output on the terminal. A run passes only if it writes nothing to
 * stderr.
 */
export async function runTests(
  projects: readonly ("unit" | "guarantees" | "browser" | "engine")[],
  { env, shuffleSeed, interrupted }: TestOptions,
): Promise<Tally> {
  if (interrupted.aborted) return { passed: 0, failed: 1 };
  const folder = await mkdtemp(path.join(root, ".cache", "tests-"));
  try {
    const report = path.join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const order =
      shuffleSeed === undefined
        ? []
        : ["--sequence.shuffle.files", "--sequence.shuffle.tests", `--sequence.seed=${shuffleSeed}`];
    const { failed: runFailed, stderr } = await execa(
      "vitest",
      ["run", ...projects.flatMap((name) => ["--project", name]), ...reporters, ...order],
      {
        cwd: root,
        // Each version of Node has other experimental features to warn about.
        env: { ...env, NODE_OPTIONS: "--disable-warning=ExperimentalWarning" },
        stdin: "ignore",
        stdout: "inherit",
        stderr: ["inherit", "pipe"],
        reject: false,
        cancelSignal: interrupted,
        forceKillAfterDelay: 30_000,
      },
    );
    const { passed, failed } = await readReport(report);
    // This repository's tools say on stderr what they prepare.
    const unexpected = stderr
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.startsWith(noticeMark));
    const isQuiet = runFailed || unexpected.length === 0;
    if (!isQuiet)
      process.stdout.write(`FAIL  the ${projects.join(" and ")} tests passed, but wrote to stderr\n`);
    // A run can fail without a failed test: a file that does not load, an error outside of tests.
    return { passed, failed: runFailed || !isQuiet ? Math.max(failed, 1) : failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readReport(file: string): Promise<Tally> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) {
    return { passed: 0, failed: 1 };
  }
  const { numPassedTests, numFailedTests } = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  return { passed: numPassedTests, failed: numFailedTests };
}
