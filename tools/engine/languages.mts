import { existsSync } from "node:fs";
import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { withLock } from "../setup/lock.mjs";
import { notice } from "../setup/notice.mjs";
import { buildLanguages } from "./build.mts";
import { type Engine, executable, homeOfMadeEngine } from "./engine.mts";
import { pulumi, pythonHost, pythonRunner, sdkGenerator, yamlHost } from "./pins.mts";
import { ensurePython } from "./python.mts";

/** A language, beyond Node.js, whose programs the engine of this machine can run. */
export type Language = "yaml" | "python";

const programs: Readonly<Record<Language, readonly string[]>> = {
  yaml: [executable(yamlHost.name)],
  python: [executable(pythonHost.name), pythonRunner],
};

/**
 * The other languages whose programs run here. A release of Pulumi has what runs them; beside an engine that was
 * built here, it is built too. Where that cannot be, a loud line says which tests are skipped, and nothing fails.
 */
export async function ensureLanguages(engine: Engine): Promise<readonly Language[]> {
  if (isMadeHere(engine) && missing(engine).length > 0) await addTo(engine);
  const lacking = missing(engine).map((language) => [language, `${engine.folder} has no program for it`]);
  if (!lacking.some(([language]) => language === "python")) {
    await ensurePython().catch((error: Error) => lacking.push(["python", error.message]));
  }
  for (const [language, reason] of lacking) {
    notice(`!!! SKIPPED: every test of ${language} programs, because ${reason} !!!`);
  }
  const names = lacking.map(([language]) => language);
  return (Object.keys(programs) as Language[]).filter((language) => !names.includes(language));
}

function missing(engine: Engine): Language[] {
  const languages = Object.keys(programs) as Language[];
  return languages.filter((language) =>
    programs[language].some((program) => !existsSync(path.join(engine.folder, program))),
  );
}

function isMadeHere(engine: Engine): boolean {
  return engine.folder === path.join(homeOfMadeEngine, "bin");
}

/** Each program is moved to its place when it is complete. */
async function addTo(engine: Engine): Promise<void> {
  await withLock(`${homeOfMadeEngine}.lock`, async () => {
    if (missing(engine).length === 0) return;
    const draft = await mkdtemp(`${homeOfMadeEngine}-`);
    try {
      await buildLanguages(draft);
      const bin = path.join(draft, "bin");
      for (const program of await readdir(bin)) {
        await rename(path.join(bin, program), path.join(engine.folder, program));
      }
    } catch (error) {
      notice(error instanceof Error ? error.message : String(error));
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
}

/** Writes the SDK of a schema, by the engine's own host where it can, else by the generator that was built. */
export async function generateSdk(
  engine: Engine,
  language: "python" | "go",
  schema: string,
  into: string,
): Promise<void> {
  const generator = path.join(engine.folder, executable(sdkGenerator.name));
  const env = { PULUMI_SKIP_UPDATE_CHECK: "true" };
  if (existsSync(generator)) {
    await execa(generator, [schema, language, path.join(into, language)], { stdin: "ignore" });
  } else {
    const cli = path.join(engine.folder, executable(pulumi.name));
    const args = ["package", "gen-sdk", schema, "--language", language, "--out", into];
    await execa(cli, args, { stdin: "ignore", env });
  }
}
