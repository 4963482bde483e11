import { withLock } from "../setup/lock.mjs";
import { notice } from "../setup/notice.mjs";
import { build } from "./build.mts";
import { type Engine, homeOfMadeEngine } from "./engine.mts";
import { findInCache, findOnPath } from "./find.mts";
import { install } from "./install.mts";
import type { Language } from "./languages.mts";
import { lowestEngine } from "./pins.mts";

type Way = readonly [name: string, take: () => Promise<Engine>];

const found: readonly Way[] = [
  ["on PATH", findOnPath],
  ["made earlier", findInCache],
];

/**
 * A Pulumi engine for this machine: the one on PATH, one made earlier, or one that is installed or built now.
 * Only one process at a time makes one.
 *
 * @param languages - The languages whose hosts it builds together with an engine, if it builds one.
 */
export async function ensureEngine(languages: readonly Language[] = []): Promise<Engine> {
  const made: readonly Way[] = [
    ["Pulumi's own installer", install],
    ["a build of the pinned Go modules", () => build(languages)],
  ];
  const refusals: string[] = [];
  const engine =
    (await firstOf(found, refusals)) ??
    (await withLock(`${homeOfMadeEngine}.lock`, async () => {
      // Another process may have made it while we waited for the lock.
      const madeMeanwhile = await findInCache().catch(() => undefined);
      return madeMeanwhile ?? (await firstOf(made, refusals));
    }));
  if (engine === undefined) {
    const ways = refusals.map((refusal) => `  ${refusal}`).join("\n");
    throw new Error(`No Pulumi engine ${lowestEngine} or newer could be found or made:\n${ways}`);
  }
  notice(`Pulumi ${engine.version}, ${engine.origin}`);
  return engine;
}

async function firstOf(ways: readonly Way[], refusals: string[]): Promise<Engine | undefined> {
  for (const [name, take] of ways) {
    try {
      return await take();
    } catch (error) {
      refusals.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return undefined;
}
