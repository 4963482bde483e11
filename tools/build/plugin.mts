import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import type { Plugin } from "esbuild";
import { root } from "../setup/root.mjs";
import { type BundleOptions, bundle } from "./bundle.mts";

/** The file name that tools look for to start the plugin. On Windows, with `.cmd` or `.exe`. */
const launcher = "pulumi-resource-intune";

/**
 * Node's own choice is 16 MB, and it fills them before it collects. The plugin keeps little of what it makes, so it needs
 * 7 MB less for 100 assignments and 100 MB less for 2,000, in the same processor time.
 */
const flags = "--max-semi-space-size=2";

/**
 * Bundles the provider plugin into `folder`: JavaScript with all dependencies, the schema, a launcher for each platform,
 * and PulumiPlugin.yaml and package.json for tools that start a folder.
 */
export async function buildPlugin(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as Manifest;
  await mkdir(folder, { recursive: true });
  const { files, plugin } = ownFiles();
  await bundleForUsers({
    entryPoints: [path.join(root, "plugin", "main.ts")],
    outfile: path.join(folder, "index.js"),
    banner: { js: refusalOfOldNode(manifest) },
    plugins: [plugin],
  });
  for (const [name, file] of files) {
    await bundleForUsers({ entryPoints: [name], outfile: path.join(folder, file) });
  }
  await writeFile(
    path.join(folder, "schema.json"),
    `${JSON.stringify(await schema(manifest, folder), null, 2)}\n`,
  );
  await writeFile(path.join(folder, launcher), shellLauncher(manifest));
  await chmod(path.join(folder, launcher), 0o755);
  await writeFile(path.join(folder, `${launcher}.cmd`), windowsLauncher(manifest));
  await writeFile(path.join(folder, "PulumiPlugin.yaml"), "runtime: nodejs\n");
  // Without it, the engine's `npm install` would use the program's package.json.
  const own = { name: "pulumi-intune-plugin", private: true, version: manifest.version, main: "./index.js" };
  await writeFile(path.join(folder, "package.json"), `${JSON.stringify(own, null, 2)}\n`);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: string;
  readonly engines: { readonly node: string };
}

/**
 * A file for each dependency that the plugin loads by `import()`, when it first needs it. Node parses a file as a whole,
 * so that a single file would take more than half of the plugin's start.
 */
function ownFiles(): { readonly files: ReadonlyMap<string, string>; readonly plugin: Plugin } {
  const files = new Map<string, string>();
  const setup: Plugin["setup"] = ({ onResolve }) => {
    onResolve({ filter: /^[^.]/ }, ({ path: name, kind }) => {
      if (kind !== "dynamic-import" || isBuiltin(name)) return undefined;
      const file = `${name.replace(/\.js$/, "").replaceAll(/\W+/g, "-").replace(/^-/, "")}.js`;
      files.set(name, file);
      return { path: `./${file}`, external: true };
    });
  };
  return { files, plugin: { name: "own-files", setup } };
}

async function bundleForUsers(options: BundleOptions): Promise<void> {
  await bundle({
    minifyWhitespace: true,
    minifySyntax: true,
    // The licenses of what is bundled.
    legalComments: "linked",
    // `import()` of a CommonJS file does not find its names. esbuild's own form of it does.
    supported: { "dynamic-import": false },
    ...options,
  });
}

async function schema(manifest: Manifest, folder: string): Promise<unknown> {
  const outfile = path.join(folder, "schema.cjs");
  try {
    await bundle({ entryPoints: [path.join(root, "plugin", "schema", "schema.ts")], outfile });
    const { packageSchema } = createRequire(outfile)(
      outfile,
    ) as typeof import("../../plugin/schema/schema.ts");
    // GitHub's runners set it. It tells where the release archives will be.
    return packageSchema({ ...manifest, repository: process.env["GITHUB_REPOSITORY"] });
  } finally {
    await rm(outfile, { force: true });
  }
}

function lowestNode({ engines }: Manifest): string {
  return engines.node.replace(/^>=/, "");
}

/** The same words as those of `refuseOldNode`, which comes too late here: an old Node fails at what is imported before. */
function needsNode(manifest: Manifest, found: string): string {
  return `pulumi-intune needs Node.js ${lowestNode(manifest)} or newer. Pulumi runs the provider with the first "node" on PATH, ${found}.`;
}

function refusalOfOldNode(manifest: Manifest): string {
  const lowest = lowestNode(manifest);
  const [major, minor] = lowest.split(".");
  return `{
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < ${major} || (major === ${major} && minor < ${minor})) {
    console.error(${JSON.stringify(needsNode(manifest, "which is %s"))}, process.versions.node);
    process.exit(1);
  }
}`;
}

function shellLauncher(manifest: Manifest): string {
  return `#!/bin/sh
if ! command -v node >/dev/null 2>&1; then
  echo '${needsNode(manifest, "and there is none")}' >&2
  exit 1
fi
exec node ${flags} "$(dirname "$0")/index.js" "$@"
`;
}

/**
 * The engine ends a plugin on Windows by CTRL_BREAK. Then cmd would ask "Terminate batch job (Y/N)?", until the engine kills
 * it after 5 s. After a jump to a label that does not exist, cmd runs the rest of the line without a batch job to ask about
 * (microsoft/terminal #217). It is the line of npm's launchers, because we could not run it.
 */
function windowsLauncher(manifest: Manifest): string {
  return [
    "@echo off",
    "where node >nul 2>nul",
    "if errorlevel 1 (",
    `  echo ${needsNode(manifest, "and there is none")} 1>&2`,
    "  exit /b 1",
    ")",
    `goto #_undefined_# 2>nul || title %COMSPEC% & node ${flags} "%~dp0index.js" %*`,
    "",
  ].join("\r\n");
}
