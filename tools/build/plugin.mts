import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type BuildOptions, build } from "esbuild";
import { minVersion } from "semver";
import { root } from "../setup/root.mjs";

/** What tools that start the plugin look for; `.cmd` and `.exe` are Windows'. */
const launcher = "pulumi-resource-intune";

/**
 * Bundles the provider plugin into `folder`: one file of JavaScript with everything that it needs, the schema, and
 * what starts it, by name (a launcher for each platform) or as a folder (PulumiPlugin.yaml, package.json).
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
  // Without one, the engine's `npm install` would climb up to the program's.
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
    // Older than what is accepted, so that an old Node reads as far as the sentence that refuses it.
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
    // Set by GitHub's runners: where the release archives will be.
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
