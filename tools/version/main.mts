// node tools/run.mjs node tools/version/main.mts: makes the next version and its CHANGELOG.md from the changesets.
// The examples ask for the version, because a range such as ^0.1.0 does not accept 0.2.0.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { failWith } from "../process/failWith.mts";
import { root } from "../setup/root.mjs";
import { askForVersion } from "./examples.mts";

async function main(): Promise<void> {
  await execa("changeset", ["version"], { cwd: root, stdio: "inherit" });
  const manifest = await readFile(path.join(root, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  await askForVersion(path.join(root, "examples"), version);
}

await main().catch(failWith);
