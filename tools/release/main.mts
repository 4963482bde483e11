// node tools/run.mjs node tools/release/main.mts FOLDER: what a release on GitHub carries beside the npm package.
// The archives that `pulumi plugin install` takes, and the SDK of each language as its sources. The SDKs need the language
// hosts of a release of Pulumi.

import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { buildDist } from "../build/dist.mts";
import { failWith } from "../process/failWith.mts";
import { notice } from "../setup/notice.mjs";
import { root } from "../setup/root.mjs";

/**
 * The platforms that Pulumi asks for. All archives have the same content: JavaScript, and a launcher for each platform.
 */
const platforms = ["linux", "darwin", "windows"].flatMap((system) => [`${system}-amd64`, `${system}-arm64`]);

/** The languages with a generated SDK. Node.js programs use the npm package. */
const languages = ["python", "go", "dotnet"];

const plugin = path.join(root, "dist", "plugin");

async function main(folder: string): Promise<void> {
  await buildDist();
  const { version } = JSON.parse(await readFile(path.join(plugin, "package.json"), "utf8")) as {
    version: string;
  };
  await mkdir(folder, { recursive: true });
  for (const platform of platforms) {
    const archive = path.join(folder, `pulumi-resource-intune-v${version}-${platform}.tar.gz`);
    await pack(archive, plugin, ".", ["PulumiPlugin.yaml", "package.json"]);
  }
  const sdks = path.join(folder, "sdk");
  const schema = path.join(plugin, "schema.json");
  for (const language of languages) {
    await run("pulumi", ["package", "gen-sdk", schema, "--language", language, "--out", sdks]);
    await pack(path.join(folder, `pulumi-intune-sdk-${language}-v${version}.tar.gz`), sdks, language);
  }
  await rm(sdks, { recursive: true });
}

/**
 * @param without - Files to leave out. With them, Pulumi would mistake the archive for a project and install packages
 * for it.
 */
async function pack(
  archive: string,
  folder: string,
  content: string,
  without: readonly string[] = [],
): Promise<void> {
  // The same content always gives the same bytes.
  const reproducible = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  await run("tar", [
    ...reproducible,
    ...without.map((name) => `--exclude=${name}`),
    "-czf",
    archive,
    "-C",
    folder,
    content,
  ]);
  notice(archive);
}

async function run(command: string, args: readonly string[]): Promise<void> {
  await execa(command, args, { cwd: root, stdin: "ignore", stdout: "inherit", stderr: "inherit" });
}

const [folder] = process.argv.slice(2);
if (folder === undefined) failWith(new Error("usage: node tools/release/main.mts FOLDER"));
else await main(path.resolve(folder)).catch(failWith);
