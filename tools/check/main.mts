// npm test: everything that has to hold before a change is merged.

import { glob } from "node:fs/promises";
import { execa } from "execa";
import { buildDist, checkTypes } from "../build/dist.mts";
import { failWith } from "../process/failWith.mts";
import { root } from "../setup/root.mjs";
import { program, quiet, runChecks } from "./check.mts";
import { packageChecks } from "./package.mts";
import { runTests } from "./tests.mts";

try {
  // All that follows looks at dist/, so there is nothing to collect when it cannot be made.
  await buildDist();
  const examples = await Array.fromAsync(glob("examples/*/tsconfig.json", { cwd: root }));
  const tallies = [
    await runChecks([
      { name: "types of what is shipped", run: checkTypes },
      program("types of all code", () => execa("tsc", ["-p", "."], quiet)),
      program("types of the examples", () => execa("tsc", ["-b", "--noEmit", ...examples.sort()], quiet)),
      program("format and lint (biome)", () =>
        execa("biome", ["ci", "--error-on-warnings", "--colors=off", "--max-diagnostics=10"], quiet),
      ),
      program("README as the code has it", () => execa("node", ["tools/docs/readme.mts", "--check"], quiet)),
      program("public names documented, no dead link (typedoc)", () =>
        execa("typedoc", ["--emit", "none"], quiet),
      ),
      program("the fault matrix as the tests have it", () =>
        execa("node", ["tools/docs/guarantees.mts", "--check"], quiet),
      ),
      program("nothing unused (knip)", () => execa("knip", [], quiet)),
      ...packageChecks,
    ]),
    await runTests("unit"),
    await runTests("guarantees"),
    await runTests("engine"),
  ];
  const sum = (part: "passed" | "failed") => tallies.reduce((total, tally) => total + tally[part], 0);
  process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed\n`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
} catch (error) {
  failWith(error);
}
