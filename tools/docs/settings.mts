// node tools/docs/settings.mts [--check]: keeps the settings in docs/configuration.md as provider/config has them.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { builtSettings } from "../build/built.mts";
import { root } from "../setup/root.mjs";
import { settingsMarkdown } from "./settingsMarkdown.mts";

const file = path.join(root, "docs", "configuration.md");
const marks = /(?<=<!-- settings: .* -->\n\n)[\s\S]*?(?=\n<!-- \/settings -->)/;

const { settingRows } = await builtSettings();
const before = await readFile(file, "utf8");
const after = before.replace(marks, () => settingsMarkdown(settingRows));
if (process.argv.includes("--check")) {
  if (after !== before) {
    process.stderr.write("The settings in docs/configuration.md are out of date: npm run docs:settings\n");
    process.exitCode = 1;
  }
} else {
  await writeFile(file, after);
}
