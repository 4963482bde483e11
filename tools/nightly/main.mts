// node tools/nightly/main.mts [part…]: the tests that take minutes, with the sizes that a night has time for.
// A variable that is set already keeps its value.

import { execa } from "execa";
import { root } from "../setup/root.mjs";

interface Part {
  readonly project: "unit" | "guarantees" | "engine";
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const parts: Readonly<Record<string, Part>> = {
  faults: { project: "guarantees", files: ["test/faults"], env: {} },
  model: { project: "guarantees", files: ["test/model/model.test.ts"], env: { MODEL_RUNS: "2500" } },
  hostile: { project: "guarantees", files: ["test/hostile"], env: { FUZZ_RUNS: "8000" } },
  "two-writers": {
    project: "engine",
    files: ["test/engine/twoWriters.test.ts"],
    env: { TWO_WRITERS: "20" },
  },
  "two-writers-handlers": {
    project: "guarantees",
    files: ["test/model/twoWriters.test.ts"],
    env: { WRITER_ROUNDS: "60" },
  },
  crashes: { project: "engine", files: ["test/engine/crash.test.ts"], env: { CRASH_POINTS: "all" } },
  clients: {
    project: "unit",
    files: ["test/emulator/clients/python.test.ts"],
    env: {},
  },
  changes: {
    project: "engine",
    files: ["test/engine/changes.test.ts", "test/engine/leftBehind.test.ts"],
    env: { CHANGES: "all" },
  },
  engine: { project: "engine", files: ["test/engine/model.test.ts"], env: { MODEL_STEPS: "18" } },
};

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
for (const name of chosen) {
  const part = parts[name];
  if (part === undefined) {
    process.stderr.write(`There is no part "${name}"; there are ${Object.keys(parts).join(", ")}.\n`);
    process.exitCode = 1;
    continue;
  }
  const { project, files, env } = part;
  process.stdout.write(`\n# ${name} (${JSON.stringify(env)})\n`);
  const { failed } = await execa("vitest", ["run", "--project", project, "--testTimeout=3600000", ...files], {
    cwd: root,
    env: { ...env, ...process.env },
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    reject: false,
  });
  if (failed) process.exitCode = 1;
}
