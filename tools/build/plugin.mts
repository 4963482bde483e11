import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type BuildOptions, build } from "esbuild";
import { minVersion } from "semver";
import { root } from "../setup/root.mjs";

/** The file name that tools look for to start the plugin. On Windows, with `.cmd` or `.exe`. */
const launcher = "pulumi-resource-intune";

/**
 * Bundles the provider plugin into `folder`: one JavaScript file with all dependencies, the schema, a launcher for each
 * platform, and PulumiPlugin.yaml and package.json for tools that start a folder.
 */
export async function buildPlugin(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as Manifest;
  await mkdir(folder, { recursive: true });
  await bundle({
    entryPoints: [path.join(root, "plugin", "main.ts")],
    outfile: path.join(folder, "index.js"),
    banner: { js: refusalOfOldNode(manifest) },
    minifyWhitespace: true,
    minifySyntax: true,
    // The licenses of what is bundled.
    legalComments: "linked",
  });
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

async function bundle(options: BuildOptions): Promise<void> {
  await build({
    bundle: true,
    platform: "node",
    // Older than the lowest Node that we accept, so that an old Node can print the message that refuses it.
    target: "node18",
    format: "cjs",
    logLevel: "warning",
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
  return minVersion(engines.node)?.version ?? "";
}

function refusalOfOldNode(manifest: Manifest): string {
  const lowest = lowestNode(manifest);
  const [major, minor] = lowest.split(".");
  return `{
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < ${major} || (major === ${major} && minor < ${minor})) {
    console.error(\`The Pulumi provider for Intune needs Node.js ${lowest} or newer; node on PATH is \${process.versions.node}.\`);
    process.exit(1);
  }
}`;
}

function shellLauncher(manifest: Manifest): string {
  return `#!/bin/sh
if ! command -v node >/dev/null 2>&1; then
  echo "The Pulumi provider for Intune needs Node.js ${lowestNode(manifest)} or newer on PATH; there is none." >&2
  exit 1
fi
exec node "$(dirname "$0")/index.js" "$@"
`;
}

function windowsLauncher(manifest: Manifest): string {
  return [
    "@echo off",
    "where node >nul 2>nul",
    "if errorlevel 1 (",
    `  echo The Pulumi provider for Intune needs Node.js ${lowestNode(manifest)} or newer on PATH; there is none. 1>&2`,
    "  exit /b 1",
    ")",
    'node "%~dp0index.js" %*',
    "",
  ].join("\r\n");
}
