import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "../../tools/setup/root.mjs";

const file = path.join(root, "docs", "performance.md");

/** Puts text into docs/performance.md between the comments `<!-- name -->` and `<!-- /name -->`. */
export async function writeDocument(parts: Readonly<Record<string, string>>): Promise<void> {
  let text = await readFile(file, "utf8");
  for (const [name, content] of Object.entries(parts)) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${file} has no place for "${name}"`);
    text = `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
  }
  await writeFile(file, text);
}

export async function writePicture(svg: string): Promise<void> {
  await writeFile(path.join(root, "docs", "performance.svg"), svg);
}
