import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "../../tools/setup/root.mjs";
import type { Panel } from "./curve.mts";
import type { Findings } from "./row.mts";

/** What a section found, with the pictures that show it. */
export interface SectionFindings extends Findings {
  readonly panels?: readonly Panel[];
}

const file = path.join(root, ".cache", "bench.json");

/** What earlier runs on this machine found, by section. */
export async function readResults(): Promise<Record<string, SectionFindings>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return JSON.parse(text) as Record<string, SectionFindings>;
}

/** Keeps what a section found, so that a run of an hour loses nothing when it is stopped. */
export async function keepResult(section: string, findings: SectionFindings): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...(await readResults()), [section]: findings }, undefined, 1));
}
