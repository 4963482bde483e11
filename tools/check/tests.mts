import { mkdtemp, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { root } from "../setup/root.mjs";
import type { Tally } from "./check.mts";

/** Runs one project of vitest with its output on the terminal. */
export async function runTests(project: "unit" | "guarantees" | "engine"): Promise<Tally> {
  const folder = await mkdtemp(path.join(root, ".cache", "tests-"));
  try {
    const report = path.join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { failed: runFailed } = await execa("vitest", ["run", "--project", project, ...reporters], {
      cwd: root,
      stdin: "ignore",
      stdout: "inherit",
      stderr: "inherit",
      reject: false,
    });
    const { passed, failed } = await readReport(report);
    // A run can fail without a failed test: a file that does not load, an error outside of tests.
    return { passed, failed: runFailed ? Math.max(failed, 1) : failed };
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
