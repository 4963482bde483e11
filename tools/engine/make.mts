import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type Engine, homeOfMadeEngine } from "./engine.mts";
import { usable } from "./find.mts";

/**
 * Makes an engine in a temporary folder, and moves it to its place when it is complete. So an interrupted run leaves
 * nothing that looks like an engine. `fill` puts the programs into the folder's bin/.
 */
export async function makeEngine(origin: string, fill: (draft: string) => Promise<void>): Promise<Engine> {
  await mkdir(path.dirname(homeOfMadeEngine), { recursive: true });
  const draft = await mkdtemp(`${homeOfMadeEngine}-`);
  try {
    await fill(draft);
    await rm(homeOfMadeEngine, { recursive: true, force: true });
    await rename(draft, homeOfMadeEngine);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return await usable(path.join(homeOfMadeEngine, "bin"), origin);
}
