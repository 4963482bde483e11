import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Lets each example in `folder` ask for a version of this package. */
export async function askForVersion(folder: string, version: string): Promise<void> {
  for (const file of globSync("*/package.json", { cwd: folder })) {
    const manifest = path.join(folder, file);
    const text = await readFile(manifest, "utf8");
    await writeFile(manifest, text.replace(/(?<="pulumi-intune": ")[^"]*/, `^${version}`));
  }
}
