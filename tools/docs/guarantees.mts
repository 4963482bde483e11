// node tools/docs/guarantees.mts [--check]: keeps the fault matrix in docs/guarantees.md as test/faults has it.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { matrixMarkdown } from "../../test/faults/markdown.mts";
import { root } from "../setup/root.mjs";

const file = path.join(root, "docs", "guarantees.md");
const marks = /(?<=<!-- matrix: .* -->\n\n)[\s\S]*?(?=<!-- \/matrix -->)/;

const before = await readFile(file, "utf8");
const after = before.replace(marks, () => matrixMarkdown());
if (process.argv.includes("--check")) {
  if (after !== before) {
    process.stderr.write("The matrix in docs/guarantees.md is out of date: npm run docs:guarantees\n");
    process.exitCode = 1;
  }
} else {
  await writeFile(file, after);
}
