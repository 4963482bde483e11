import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "../../tools/setup/root.mjs";
import type { Panel } from "./curve.mts";
import type { Findings } from "./row.mts";

/** What a section found, with the pictures that show it. */
export interface SectionFindings extends Findings {
  readonly panels?: readonly Panel[];
}

/** The same with the circumstances, since sections may be measured at different times. */
interface Result extends SectionFindings {
  readonly measured: Circumstances;
}

export interface Circumstances {
  /** When it ended, in UTC. */
  readonly at: string;
  readonly commit: string;
  /** The load average of the last minute, before and after. */
  readonly load: readonly [number, number];
}

const file = path.join(root, ".cache", "bench.json");

/** What earlier runs on this machine found, by section. */
export async function readResults(): Promise<Record<string, Result>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return JSON.parse(text) as Record<string, Result>;
}

/** Keeps what a section found, so that a run of an hour loses nothing when it is stopped. */
export async function keepResult(section: string, result: Result): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...(await readResults()), [section]: result }, undefined, 1));
}
