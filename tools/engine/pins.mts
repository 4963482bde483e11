import { readFile } from "node:fs/promises";
import path from "node:path";
import { minVersion, SemVer } from "semver";
import { root } from "../setup/root.mjs";

/** A program that we build from a Go module at a pinned version. */
export interface PinnedProgram {
  /** The name of the executable. */
  readonly name: string;
  /** The folder with the go.mod and go.sum that pin it. */
  readonly folder: string;
  /** The Go package of its main function. */
  readonly goPackage: string;
  /** The version of the module that holds that package. */
  readonly version: SemVer;
}

/** The Pulumi CLI, including the engine. */
export const pulumi: PinnedProgram = await pinnedIn("cli", "pulumi");

/**
 * The language host for Node.js programs. It is a separate module, because the CLI's module no longer has it. It runs
 * today's SDK, but passes on only the engine calls that it knows, so `registerResourceTransform` fails with it.
 * Programs of the Automation API need no host, and can use that call.
 */
export const languageHost: PinnedProgram = await pinnedIn("language", "pulumi-language-nodejs");

/** The language host for YAML programs, which need no SDK. */
export const yamlHost: PinnedProgram = await pinnedIn("yaml", "pulumi-language-yaml");

/** The language host for Python programs, with {@link pythonRunner} beside it. The SDK comes from PyPI. */
export const pythonHost: PinnedProgram = await pinnedIn("language", "pulumi-language-python");
export const pythonRunner = "pulumi-language-python-exec";

/** The language host for Go programs, which also need a Go toolchain. The SDK comes from the Go module proxy. */
export const goHost: PinnedProgram = await pinnedIn("go", "pulumi-language-go");

/** The language host for Java programs, which also need Maven and a JDK. The SDK comes from Maven Central. */
export const javaHost: PinnedProgram = await pinnedIn("java", "pulumi-language-java");

/** Generates SDKs for Python and Go. Today's language hosts do this themselves, but the pinned ones for these cannot. */
export const sdkGenerator: PinnedProgram = {
  ...pulumi,
  name: "pulumi-intune-sdkgen",
  goPackage: "./sdkgen",
};

/** The script that runs dynamic resources. A release of the CLI has it beside `pulumi`, and the SDK has it, too. */
export const dynamicProvider: string = `pulumi-resource-pulumi-nodejs${process.platform === "win32" ? ".cmd" : ""}`;

/** The lowest engine that we accept: the version of the SDK that we develop with. */
export const lowestEngine: SemVer = await lowestSdk();

async function pinnedIn(module: string, name: string): Promise<PinnedProgram> {
  const folder = path.join(root, "tools", "engine", module);
  const text = await readFile(path.join(folder, "go.mod"), "utf8");
  const tools = [...text.matchAll(/^\s*(?:tool )?(\S+)$/gm)].map(([, goPackage = ""]) => goPackage);
  const goPackage = tools.find((tool) => path.posix.basename(tool) === name) ?? "";
  const requirements = text.matchAll(/^\s*(?:require )?(\S+) (v\d\S*)/gm);
  for (const [, module = "", version = ""] of requirements) {
    if (goPackage.startsWith(`${module}/`)) return { name, folder, goPackage, version: new SemVer(version) };
  }
  throw new Error(`${folder}/go.mod has no tool ${name} with a required module.`);
}

async function lowestSdk(): Promise<SemVer> {
  const { devDependencies } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return minVersion(devDependencies["@pulumi/pulumi"] ?? "*") ?? new SemVer("0.0.0");
}
