// node tools/docs/readme.mts [--check]: keeps the settings in README.md as provider/config has them.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "../setup/root.mjs";

const file = path.join(root, "README.md");
const marks = /(?<=<!-- settings: .* -->\n)[\s\S]*?(?=<!-- \/settings -->)/;

const require = createRequire(import.meta.url);
const { settingsMarkdown } = require(path.join(root, "dist", "provider", "config", "settingsTable.js")) as {
  settingsMarkdown(): string;
};

const before = await readFile(file, "utf8");
const after = before.replace(marks, () => settingsMarkdown());
if (process.argv.includes("--check")) {
  if (after !== before) {
    process.stderr.write("The settings in README.md are out of date: npm run docs:readme\n");
    process.exitCode = 1;
  }
} else {
  await writeFile(file, after);
}
