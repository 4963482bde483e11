import type { Scratch } from "./engine/scratch.mts";
import { measureLatency } from "./measures/latency.mts";
import { type Lives, type LivesOptions, measureLives } from "./measures/lifecycle.mts";
import { measureLoads } from "./measures/loads.mts";
import { measurePace } from "./measures/pace.mts";
import { medians, memoryOf, panelOf, ratiosWithoutCheckpoints, rowsOf } from "./measures/ratios.mts";
import { measureRequests } from "./measures/requests.mts";
import { measureSets } from "./measures/sets.mts";
import { sizesOf } from "./measures/sizes.mts";
import { measureTokens } from "./measures/tokens.mts";
import type { SectionFindings } from "./report/results.mts";

/** How often what is measured in seconds is repeated. */
export interface Rounds {
  readonly lives: readonly LivesOptions[];
  readonly latency: number;
}

export const full: Rounds = {
  lives: [
    { n: 100, rounds: 7, checkpoints: true },
    { n: 500, rounds: 5, checkpoints: true },
    { n: 2000, rounds: 1, checkpoints: true },
    { n: 100, rounds: 3, checkpoints: false },
    { n: 500, rounds: 5, checkpoints: false },
    { n: 2000, rounds: 3, checkpoints: false },
  ],
  latency: 2,
};
export const quick: Rounds = {
  lives: [
    { n: 100, rounds: 1, checkpoints: true },
    { n: 100, rounds: 1, checkpoints: false },
  ],
  latency: 1,
};

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
  for (const options of rounds.lives) all.push(await measureLives(scratch, options));
  const [asItComes, atTheEnd] = [true, false].map((wanted) =>
    all.filter(({ checkpoints }) => checkpoints === wanted),
  ) as [Lives[], Lives[]];
  return {
    rows: [...asItComes.flatMap(rowsOf), ...asItComes.slice(-1).map(memoryOf)],
    details: [medians(all), ...(atTheEnd.length > 0 ? [ratiosWithoutCheckpoints(atTheEnd)] : [])],
    panels: [
      panelOf("up that creates", "create", asItComes),
      panelOf("the same, state written at the end", "create", atTheEnd),
      panelOf("up that changes nothing", "noop", asItComes),
      panelOf("refresh", "refresh", asItComes),
    ],
  };
}
