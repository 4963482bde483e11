import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "../../tools/setup/root.mjs";
import type { Panel } from "./curve.mts";
import type { Measured } from "./table.mts";

/** The figures of a section, and their pictures. */
export interface Result extends Measured {
  readonly panels?: readonly Panel[];
}

const kept = path.join(root, ".cache", "bench.json");

/** The results of earlier runs on this machine, by section. */
export async function readResults(): Promise<Record<string, Result>> {
  const text = await readFile(kept, "utf8").catch(() => "{}");
  return JSON.parse(text) as Record<string, Result>;
}

/** Keeps a section's results, so that an interrupted run loses nothing. */
export async function keepResult(section: string, result: Result): Promise<void> {
  await mkdir(path.dirname(kept), { recursive: true });
  await writeFile(kept, JSON.stringify({ ...(await readResults()), [section]: result }, undefined, 1));
}

/** Puts text into a page between the comments `<!-- name -->` and `<!-- /name -->`. */
export async function writePage(page: string, parts: Readonly<Record<string, string>>): Promise<void> {
  const file = path.join(root, page);
  let text = await readFile(file, "utf8");
  for (const [name, content] of Object.entries(parts)) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${page} has no place for "${name}"`);
    text = `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
  }
  await writeFile(file, text);
}

/** Writes the picture of docs/performance.md. */
export async function writePicture(svg: string): Promise<void> {
  await writeFile(path.join(root, "docs", "performance.svg"), svg);
}
