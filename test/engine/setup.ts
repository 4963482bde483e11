import { spawnSync } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { buildDist } from "../../tools/build/dist.mts";
import { pack } from "../../tools/build/pack.mts";
import { ensureEngine } from "../../tools/engine/ensure.mts";
import { ensureLanguages, wantedLanguages } from "../../tools/engine/languages.mts";
import { endProcessesOf, processesOf } from "../../tools/process/ours.mts";
import { root } from "../../tools/setup/root.mjs";
import { until } from "../support/until";
import { findLeaks } from "./harness/secrets";
import { linkPackages } from "./harness/workspace";
import "./harness/context";

/** Once per run: an engine, dist/, the packed tarball, and a folder for the stacks outside the repository. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = await ensureEngine(wantedLanguages);
  const languages = await ensureLanguages(engine);
  await buildDist();
  // The real path, because the engine reports that one where the temporary folder is a link.
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-intune-")));
  // Vitest does not wait for anything when SIGTERM ends it.
  const clear = () => {
    spawnSync(process.execPath, [path.join(root, "tools", "process", "clear.mts"), scratch]);
  };
  process.once("exit", clear);
  project.provide("engine", engine);
  project.provide("languages", languages);
  project.provide("scratch", scratch);
  project.provide("tarball", await pack(scratch));
  await linkPackages(scratch);
  return async () => {
    const left = await endLeftOvers(scratch);
    const { secrets, files } = await findLeaks(scratch);
    await rm(scratch, { recursive: true, force: true });
    process.off("exit", clear);
    if (left.length > 0) throw new Error(`outlived the tests that started them:\n${left.join("\n")}`);
    if (files.length > 0)
      throw new Error(`a secret of the tests stands in plain text in ${files.join(", ")}`);
    process.stdout.write(`No file of the stacks holds one of the ${secrets} secrets that the tests used.\n`);
  };
}

/** The processes of the stacks that do not end by themselves, as those of a CLI that has just ended do. */
async function endLeftOvers(scratch: string): Promise<string[]> {
  const gone = async () => (await processesOf(scratch)).length === 0;
  await until("the stacks' processes have ended", gone, { withinSeconds: 120 }).catch(() => {});
  return await endProcessesOf(scratch);
}
