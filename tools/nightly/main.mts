// node tools/nightly/main.mts [part…]: the tests that take minutes, in a size for the night. A variable that is set
// already keeps its value.

import { execa } from "execa";
import type { SdkLanguage } from "../engine/languages.mts";
import { root } from "../setup/root.mjs";
import { pythonClients } from "./pythonClients.mts";

interface Part {
  readonly project: "unit" | "guarantees" | "engine";
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /**
   * Prepares what the part needs besides the packages. Returns further variables, or a sentence that says why the part
   * is skipped.
   */
  readonly prepare?: () => Promise<Readonly<Record<string, string>> | string>;
}

const parts: Readonly<Record<string, Part>> = {
  faults: { project: "guarantees", files: ["test/faults"], env: {} },
  model: {
    project: "guarantees",
    files: ["test/model/model.test.ts"],
    env: { MODEL_RUNS: "2500", MODEL_SEED: newSeed() },
  },
  hostile: {
    project: "guarantees",
    files: ["test/hostile"],
    env: { FUZZ_RUNS: "8000", FUZZ_SEED: newSeed() },
  },
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
    prepare: pythonClients,
  },
  changes: {
    project: "engine",
    files: ["test/engine/changes.test.ts", "test/engine/leftBehind.test.ts"],
    env: { CHANGES: "all" },
  },
  worlds: {
    project: "engine",
    files: ["lifecycle", "sets", "kinds", "rename", "import", "get", "counts", "throttle", "options"].map(
      (name) => `test/engine/${name}.test.ts`,
    ),
    env: { ENGINE_WORLDS: "all" },
  },
  "engine-build": {
    project: "unit",
    files: ["test/tools/engineBuild.test.ts"],
    env: { ENGINE_BUILD: "yes" },
  },
  go: programsIn("go"),
  java: programsIn("java"),
  engine: {
    project: "engine",
    files: ["test/engine/model.test.ts"],
    env: { MODEL_STEPS: "18", MODEL_SEED: newSeed() },
  },
};

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const skipped: string[] = [];
for (const name of chosen) {
  const part = parts[name];
  if (part === undefined) {
    process.stderr.write(`There is no part "${name}"; there are ${Object.keys(parts).join(", ")}.\n`);
    process.exitCode = 1;
    continue;
  }
  const { project, files, env, prepare } = part;
  process.stdout.write(`\n# ${name} (${JSON.stringify(env)})\n`);
  const prepared = await prepare?.().catch((error: Error) => error);
  if (prepared instanceof Error) {
    process.stdout.write(`FAIL  ${name}: ${prepared.message}\n`);
    process.exitCode = 1;
    continue;
  }
  if (typeof prepared === "string") {
    skipped.push(`SKIPPED  ${name}: ${prepared}\n`);
    continue;
  }
  const { failed } = await execa("vitest", ["run", "--project", project, "--testTimeout=3600000", ...files], {
    cwd: root,
    env: { ...env, ...prepared, ...process.env },
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    reject: false,
  });
  if (failed) process.exitCode = 1;
}
// At the end, where you do not overlook it.
for (const line of skipped) process.stdout.write(`\n${line}`);

function programsIn(language: SdkLanguage): Part {
  return {
    project: "engine",
    files: ["test/engine/languages.test.ts"],
    env: { PROGRAM_LANGUAGES: language },
  };
}

function newSeed(): string {
  return String(Math.floor(Math.random() * 2 ** 31));
}
