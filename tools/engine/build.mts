import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { notice } from "../setup/notice.mjs";
import { root } from "../setup/root.mjs";
import { type Engine, executable } from "./engine.mts";
import type { Language } from "./languages.mts";
import { makeEngine } from "./make.mts";
import {
  dynamicProvider,
  goHost,
  javaHost,
  languageHost,
  type PinnedProgram,
  pulumi,
  pythonHost,
  pythonRunner,
  sdkGenerator,
  yamlHost,
} from "./pins.mts";

/** The variable of the CLI for its version. If it is empty, the Automation API and the SDK refuse the CLI. */
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

const sdk = path.join(root, "node_modules", "@pulumi", "pulumi");

/** Builds what a language's programs need beside the engine. */
const hosts: Readonly<Record<Language, (into: string) => Promise<unknown>>> = {
  yaml: (into) => goBuild(yamlHost, into),
  python: (into) => Promise.all([goBuild(pythonHost, into), copyRunner(into)]),
  go: (into) => goBuild(goHost, into),
  java: (into) => goBuild(javaHost, into),
};

/**
 * Builds the pinned Go modules, for machines that can only reach a Go module proxy.
 *
 * @param languages - The languages whose hosts it builds too.
 */
export async function build(languages: readonly Language[]): Promise<Engine> {
  await assertGo();
  return await makeEngine("built from its Go modules", async (draft) => {
    notice(
      `building ${pulumi.name} ${pulumi.version} from its Go modules (about 5 minutes on 2 cores, once)`,
    );
    await Promise.all([
      goBuild(pulumi, draft),
      goBuild(languageHost, draft),
      copyTo(draft, path.join(sdk, dynamicProvider)),
      languages.length > 0 && buildLanguages(draft, languages),
    ]);
  });
}

/** Builds the hosts of other languages. */
export async function buildLanguages(into: string, languages: readonly Language[]): Promise<void> {
  await assertGo();
  notice(`building what runs ${languages.join(" and ")} programs (one or two minutes on 2 cores, once)`);
  await Promise.all([...languages.map((language) => hosts[language](into)), goBuild(sdkGenerator, into)]);
}

/** @throws Error if this machine has no Go toolchain. */
export async function assertGo(): Promise<void> {
  const { failed } = await execa("go", ["version"], { reject: false, stdin: "ignore" });
  if (failed) {
    throw new Error("there is no Go toolchain (https://go.dev/dl)");
  }
}

async function copyTo(into: string, file: string): Promise<void> {
  const bin = path.join(into, "bin");
  await mkdir(bin, { recursive: true });
  await copyFile(file, path.join(bin, path.basename(file)));
}

async function goBuild({ name, folder, goPackage, version }: PinnedProgram, into: string): Promise<void> {
  const output = path.join(into, "bin", executable(name));
  const flags = ["-trimpath", "-ldflags", `-s -w -X ${versionVariable}=v${version}`];
  await execa("go", ["build", ...flags, "-o", output, goPackage], { cwd: folder, stdin: "ignore" });
}

/**
 * The Python host starts programs by a script. The script is not Go, but is in the same module. The module may not be
 * downloaded yet, because this runs beside the build.
 */
async function copyRunner(into: string): Promise<void> {
  const { folder, goPackage } = pythonHost;
  const module = goPackage.slice(0, goPackage.indexOf("/python/"));
  const { stdout } = await execa("go", ["mod", "download", "-json", module], {
    cwd: folder,
    stdin: "ignore",
  });
  const { Dir } = JSON.parse(stdout) as { Dir: string };
  await copyTo(into, path.join(Dir, "python", "cmd", pythonRunner));
}
