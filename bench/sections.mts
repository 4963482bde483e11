import type { Scratch } from "./engine/scratch.mts";
import { measureByHand } from "./measures/byHand.mts";
import { measureCommand } from "./measures/command.mts";
import { measureCommit } from "./measures/commit.mts";
import { type Lives, type LivesOptions, measureLives } from "./measures/lives.mts";
import { measureLoads } from "./measures/loads.mts";
import { measurePlugin } from "./measures/plugin.mts";
import { memoryTable, panelOf, ratioTable } from "./measures/ratios.mts";
import { measureRefresh } from "./measures/refresh.mts";
import { measureRequests } from "./measures/requests.mts";
import { measureScale, measureSets } from "./measures/scale.mts";
import { measureThrottled } from "./measures/throttled.mts";
import { measureTokens } from "./measures/tokens.mts";
import type { Result } from "./report/pages.mts";
import type { Table } from "./report/table.mts";

/** What a section finds. */
type Found = Pick<Result, "tables" | "panels">;

type Section = (scratch: Scratch) => Promise<Found>;

/** A set of sections, in the order of their tables. */
export type Sections = Readonly<Record<string, Section>>;

const table = async (measured: Promise<Table>): Promise<Found> => ({ tables: [await measured] });

/** The figures of docs/performance.md. */
export const standard: Sections = {
  lives: async (scratch) => ({
    tables: [
      ratioTable(
        await measureLives(scratch, {
          n: 100,
          rounds: 3,
          who: ["nothing", "documented", "observed", "plugin observed"],
        }),
      ),
    ],
  }),
  plugin: (scratch) => table(measurePlugin(scratch, { n: 100, policies: 10, rounds: 3, starts: 5 })),
  byHand: () => table(measureByHand({ n: 200, rounds: 3 })),
};

/** The figures of bench/lab-book.md that are measured each time. */
export const details: Sections = {
  throttled: () => table(measureThrottled({ n: 400, policies: 40, windowMs: 4_000, rounds: 1 })),
  commit: () => table(measureCommit({ set: 200, rounds: 9 })),
  scale: () =>
    table(
      measureScale([
        [100, 10],
        [500, 10],
        [2_000, 40],
      ]),
    ),
  loads: () => table(measureLoads(5)),
};

const ours = ["nothing", "documented", "observed"] as const;

/** The further figures of bench/lab-book.md. They take an hour. */
export const full: Sections = {
  refresh: (scratch) => table(measureRefresh(scratch, { n: 100, rounds: 16 })),
  requests: () => table(measureRequests(100)),
  everybody: async (scratch) => ({
    tables: [ratioTable(await measureLives(scratch, { n: 100, rounds: 3 }))],
  }),
  fiveHundred: async (scratch) => ({
    tables: [ratioTable(await measureLives(scratch, { n: 500, rounds: 2, who: ours }))],
  }),
  // Where the engine writes the state after every step, that hides what a provider costs.
  growth: async (scratch) =>
    await growth(scratch, [
      { n: 100, rounds: 3, who: ours, checkpoints: false },
      { n: 500, rounds: 2, who: ours, checkpoints: false },
      { n: 2_000, rounds: 1, who: ours, checkpoints: false },
    ]),
  latency: async (scratch) => ({
    tables: [ratioTable(await measureLives(scratch, { n: 100, rounds: 2, latencyMs: 100 }))],
  }),
  atMicrosoftsLimit: () => table(measureThrottled({ n: 1_000, policies: 40, windowMs: 20_000, rounds: 1 })),
  tenThousand: () => table(measureScale([[10_000, 200]])),
  sets: () => table(measureSets([250, 1_000, 4_000])),
  command: () => table(measureCommand(1_000)),
  tokens: (scratch) => table(measureTokens(scratch, 100)),
};

/** Everything once, on small sizes, to try the bench itself. */
export const small: Sections = {
  lives: async (scratch) => await growth(scratch, [{ n: 10, rounds: 1 }]),
  plugin: (scratch) => table(measurePlugin(scratch, { n: 10, policies: 4, rounds: 1, starts: 1 })),
  byHand: () => table(measureByHand({ n: 20, rounds: 1 })),
  refresh: (scratch) => table(measureRefresh(scratch, { n: 10, rounds: 1 })),
  throttled: () => table(measureThrottled({ n: 30, policies: 4, windowMs: 1_000, rounds: 1 })),
  requests: () => table(measureRequests(10)),
  commit: () => table(measureCommit({ set: 20, rounds: 1 })),
  scale: () => table(measureScale([[20, 4]])),
  loads: () => table(measureLoads(1)),
  sets: () => table(measureSets([20])),
  command: () => table(measureCommand(20)),
  tokens: (scratch) => table(measureTokens(scratch, 5)),
};

/** Stacks of several sizes, with the picture. */
async function growth(scratch: Scratch, all: readonly LivesOptions[]): Promise<Found> {
  const lives: Lives[] = [];
  for (const options of all) lives.push(await measureLives(scratch, options));
  return {
    tables: [...lives.map(ratioTable), memoryTable(lives)],
    panels: [
      panelOf("up that creates", "create", lives),
      panelOf("up that changes every target", "update", lives),
      panelOf("refresh", "refresh", lives),
      panelOf("destroy", "destroy", lives),
    ],
  };
}
