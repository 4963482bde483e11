// npm test [-- --shuffle SEED]: everything that has to hold before a change is merged. With a seed, the test files and
// the tests in them run in an order that the seed stands for.

import { glob } from "node:fs/promises";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { buildDist, checkTypes } from "../build/dist.mts";
import { ensureEngine } from "../engine/ensure.mts";
import { ensureLanguages, wantedLanguages } from "../engine/languages.mts";
import { failWith } from "../process/failWith.mts";
import { root } from "../setup/root.mjs";
import { program, quiet, runChecks } from "./check.mts";
import { packageChecks } from "./package.mts";
import { RunFolder } from "./runFolder.mts";
import { runTests } from "./tests.mts";

try {
  const { values } = parseArgs({ options: { shuffle: { type: "string" } } });
  const shuffleSeed = values.shuffle === undefined ? undefined : Number(values.shuffle);
  if (shuffleSeed !== undefined && !Number.isSafeInteger(shuffleSeed)) {
    throw new Error(`--shuffle: given "${values.shuffle}"; accepted: a whole number`);
  }
  // All that follows looks at dist/, so there is nothing to collect when it cannot be made.
  await buildDist();
  const examples = await Array.fromAsync(glob("examples/*/tsconfig.json", { cwd: root }));
  const folder = await RunFolder.create();
  // Ctrl-C or the end of a job ends the tests, and what they leave is ended all the same.
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort());
  const options = { env: folder.environment, shuffleSeed, interrupted: interruption.signal };
  const tallies = [
    await runChecks([
      { name: "types of what is shipped", run: checkTypes },
      program("types of all code", () => execa("tsc", ["-p", "."], quiet)),
      program("types of the report's page", () => execa("tsc", ["-p", "cli/report/page"], quiet)),
      program("types of the examples", () => execa("tsc", ["-b", "--noEmit", ...examples.sort()], quiet)),
      program("format and lint (biome)", () =>
        execa("biome", ["ci", "--error-on-warnings", "--colors=off", "--max-diagnostics=10"], quiet),
      ),
      program("the table of settings as the code has it", () =>
        execa("node", ["tools/docs/settings.mts", "--check"], quiet),
      ),
      program("public names documented, no dead link (typedoc)", () =>
        // The first check looks at the types.
        execa("typedoc", ["--emit", "none", "--skipErrorChecking"], quiet),
      ),
      program("the fault matrix as the tests have it", () =>
        execa("node", ["tools/docs/guarantees.mts", "--check"], quiet),
      ),
      program("nothing unused (knip)", () => execa("knip", [], quiet)),
      ...packageChecks,
    ]),
    await runTests(["unit"], options),
    await runTests(["guarantees", "browser"], options),
    // Before the tests, whose stderr is checked: installers print what they do.
    await runChecks([{ name: "an engine and its languages", run: prepareEngine }]),
    await runTests(["engine"], options),
    await runChecks([{ name: "nothing of the tests is left", run: () => folder.close() }]),
  ];
  const sum = (part: "passed" | "failed") => tallies.reduce((total, tally) => total + tally[part], 0);
  process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed\n`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
} catch (error) {
  failWith(error);
}

async function prepareEngine(): Promise<void> {
  await ensureLanguages(await ensureEngine(wantedLanguages));
}
