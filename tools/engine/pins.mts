import { readFile } from "node:fs/promises";
import path from "node:path";
import { minVersion, SemVer } from "semver";
import { root } from "../setup/root.mjs";

/** A program that is built from a Go module at a pinned version. */
export interface PinnedProgram {
  /** The name of the executable. */
  readonly name: string;
  /** The folder of the go.mod and go.sum that pin it. */
  readonly folder: string;
  /** The Go package of its main function. */
  readonly goPackage: string;
  /** The version of the module that holds that package. */
  readonly version: SemVer;
}

/** The Pulumi CLI, engine included. */
export const pulumi: PinnedProgram = await pinnedIn("cli", "pulumi");

/**
 * What runs a Node.js program for the engine. A module of its own, because it is no longer part of the module
 * that the CLI is built from. It runs the SDK of today, but passes on only the calls to the engine that it knows:
 * `registerResourceTransform` fails with it. Programs of the Automation API, which need no host, can use it.
 */
export const languageHost: PinnedProgram = await pinnedIn("language", "pulumi-language-nodejs");

/** What runs YAML programs, which need no SDK. */
export const yamlHost: PinnedProgram = await pinnedIn("yaml", "pulumi-language-yaml");

/** What runs Python programs, with {@link pythonRunner} beside it. The SDK comes from PyPI. */
export const pythonHost: PinnedProgram = await pinnedIn("language", "pulumi-language-python");
export const pythonRunner = "pulumi-language-python-exec";

/** What runs Go programs, with a Go toolchain. The SDK comes from the Go module proxy. */
export const goHost: PinnedProgram = await pinnedIn("go", "pulumi-language-go");

/** Writes SDKs from a schema: what the language hosts of today do, but the pinned ones do not. */
export const sdkGenerator: PinnedProgram = {
  ...pulumi,
  name: "pulumi-intune-sdkgen",
  goPackage: "./sdkgen",
};

/** The script that runs dynamic resources. A release of the CLI has it beside `pulumi`; the SDK carries it too. */
export const dynamicProvider: string = `pulumi-resource-pulumi-nodejs${process.platform === "win32" ? ".cmd" : ""}`;

/** The lowest engine that we accept: that of the SDK with which the package is developed. */
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
