import { existsSync } from "node:fs";
import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { withLock } from "../setup/lock.mjs";
import { notice } from "../setup/notice.mjs";
import { assertGo, buildLanguages } from "./build.mts";
import { type Engine, executable, homeOfMadeEngine, pathWith } from "./engine.mts";
import { goHost, javaHost, pulumi, pythonHost, pythonRunner, sdkGenerator, yamlHost } from "./pins.mts";
import { ensurePython } from "./python.mts";

/** A language, beyond Node.js, whose programs the engine of this machine can run. */
export type Language = "yaml" | "python" | "go" | "java";

/** A language whose programs use an SDK that is generated from the schema. */
export type SdkLanguage = Exclude<Language, "yaml">;

const programs: Readonly<Record<Language, readonly string[]>> = {
  yaml: [executable(yamlHost.name)],
  python: [executable(pythonHost.name), pythonRunner],
  go: [executable(goHost.name)],
  java: [executable(javaHost.name)],
};

/** Brings what the language itself needs, or says why it cannot. */
const toolchains: Readonly<Record<Language, () => Promise<unknown>>> = {
  yaml: async () => {},
  python: ensurePython,
  go: assertGo,
  java: assertJava,
};

/**
 * The other languages whose programs this run needs: those in `PROGRAM_LANGUAGES`, separated by commas. Default: YAML and
 * Python, because programs in Go and Java take minutes.
 */
export const wantedLanguages: readonly Language[] = languagesIn(
  process.env["PROGRAM_LANGUAGES"] ?? "yaml,python",
);

function languagesIn(text: string): Language[] {
  return text.split(",").map((name) => {
    if (Object.hasOwn(programs, name)) return name as Language;
    const accepted = Object.keys(programs).join(", ");
    throw new Error(`PROGRAM_LANGUAGES: unknown language, given "${name}"; accepted: ${accepted}.`);
  });
}

/**
 * Those of the wanted languages whose programs run here. A release of Pulumi has their hosts. For an engine that was
 * built here, this builds them. If a language cannot run, a loud line says which tests are skipped, and nothing fails.
 */
export async function ensureLanguages(engine: Engine): Promise<readonly Language[]> {
  if (isMadeHere(engine) && missing(engine).length > 0) await addTo(engine);
  const lacking = new Map<Language, string>();
  for (const language of missing(engine)) lacking.set(language, `${engine.folder} has no program for it`);
  for (const language of wantedLanguages.filter((each) => !lacking.has(each))) {
    await toolchains[language]().catch((error: Error) => lacking.set(language, error.message));
  }
  for (const [language, reason] of lacking) {
    notice(`!!! SKIPPED: every test of ${language} programs, because ${reason} !!!`);
  }
  return wantedLanguages.filter((language) => !lacking.has(language));
}

function missing(engine: Engine): Language[] {
  return wantedLanguages.filter((language) =>
    programs[language].some((program) => !existsSync(path.join(engine.folder, program))),
  );
}

function isMadeHere(engine: Engine): boolean {
  return engine.folder === path.join(homeOfMadeEngine, "bin");
}

/** Moves each program to its place when it is complete. */
async function addTo(engine: Engine): Promise<void> {
  await withLock(`${homeOfMadeEngine}.lock`, async () => {
    if (missing(engine).length === 0) return;
    const draft = await mkdtemp(`${homeOfMadeEngine}-`);
    try {
      await buildLanguages(draft, missing(engine));
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

/** @throws Error if this machine has no Maven, or no JDK that it finds. */
async function assertJava(): Promise<void> {
  for (const command of ["mvn", "javac"]) {
    const { failed } = await execa(command, ["--version"], { reject: false, stdin: "ignore" });
    if (failed) throw new Error(`there is no ${command}: install a JDK, 17 or newer, and Maven`);
  }
}

/** How an SDK is generated where the engine was built here. */
interface Generation {
  /** Whether the host that we build generates it. Otherwise the generator that we build does. */
  readonly byHost: boolean;
  /** For `pulumi package gen-sdk`. */
  readonly flags: readonly string[];
}

const generations: Readonly<Record<SdkLanguage, Generation>> = {
  python: { byHost: false, flags: [] },
  go: { byHost: false, flags: [] },
  // As `pulumi package add` does it: for a program that compiles the SDK's sources together with its own.
  java: { byHost: true, flags: ["--local"] },
};

/** Generates the SDK of a schema into the folder `into`/`language`. */
export async function generateSdk(
  engine: Engine,
  language: SdkLanguage,
  schema: string,
  into: string,
): Promise<void> {
  const generator = path.join(engine.folder, executable(sdkGenerator.name));
  const { byHost, flags } = generations[language];
  if (!byHost && existsSync(generator)) {
    await execa(generator, [schema, language, path.join(into, language)], { stdin: "ignore" });
  } else {
    const cli = path.join(engine.folder, executable(pulumi.name));
    const args = ["package", "gen-sdk", schema, "--language", language, "--out", into, ...flags];
    const env = { PATH: pathWith(engine), PULUMI_SKIP_UPDATE_CHECK: "true" };
    await execa(cli, args, { stdin: "ignore", env });
  }
}
