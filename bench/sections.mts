import type { Scratch } from "./engine/scratch.mts";
import { measureLatency } from "./measures/latency.mts";
import { type Lives, measureLives } from "./measures/lifecycle.mts";
import { measureLoads } from "./measures/loads.mts";
import { measurePace } from "./measures/pace.mts";
import { panelsOf, ratiosOf } from "./measures/ratios.mts";
import { measureRequests } from "./measures/requests.mts";
import { measureSets } from "./measures/sets.mts";
import { memoryOf, sizesOf } from "./measures/sizes.mts";
import { measureTokens } from "./measures/tokens.mts";
import type { SectionFindings } from "./report/results.mts";

/** How often what is measured in seconds is repeated. */
export interface Rounds {
  /** Stacks by their number of resources. */
  readonly lives: Readonly<Record<number, number>>;
  readonly latency: number;
}

export const full: Rounds = { lives: { 100: 5, 500: 3, 2000: 1 }, latency: 2 };
export const quick: Rounds = { lives: { 100: 1 }, latency: 1 };

type Measure = (scratch: Scratch, rounds: Rounds) => Promise<SectionFindings>;

/** The parts of a run, in the order of the table. */
export const sections: Readonly<Record<string, Measure>> = {
  lives,
  requests: (scratch) => measureRequests(scratch),
  sets: (scratch) => measureSets(scratch),
  pace: () => measurePace(),
  loads: () => measureLoads(),
  tokens: (scratch) => measureTokens(scratch),
  sizes: (scratch) => sizesOf(scratch),
  latency: (scratch, rounds) => measureLatency(scratch, rounds.latency),
};

/** Whole lives of stacks of several sizes. */
async function lives(scratch: Scratch, rounds: Rounds): Promise<SectionFindings> {
  const all: Lives[] = [];
  for (const [n, times] of Object.entries(rounds.lives)) {
    all.push(await measureLives(scratch, Number(n), times));
  }
  const { rows, details = [] } = ratiosOf(all);
  return { rows: [...rows, ...all.slice(-1).map(memoryOf)], details, panels: panelsOf(all) };
}
