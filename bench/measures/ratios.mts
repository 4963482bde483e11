import type { Panel } from "../report/curve.mts";
import { describeRatio, median, type Ratio, ratio, seconds } from "../report/statistics.mts";
import { type Table, verdict } from "../report/table.mts";
import { type Contender, type Lives, type Phase, phases, policies, wordsOf } from "./lives.mts";

/** The goal for an operation, as a multiple of the floor. */
export const goals: Readonly<Record<Phase, number>> = {
  preview: 1.05,
  create: 1.2,
  noop: 1.05,
  update: 1.2,
  refresh: 1.05,
  destroy: 1.2,
};

const words: Readonly<Record<Phase, string>> = {
  preview: "`preview`",
  create: "`up` that creates",
  noop: "`up` that changes nothing",
  update: "`up` that changes every target",
  refresh: "`refresh`",
  destroy: "`destroy`",
};

/** Each operation of stacks of assignments, relative to the same number of resources that do nothing. */
export function ratioTable(lives: Lives): Table {
  const { n, found, checkpoints = true, latencyMs = 0 } = lives;
  const who = lives.who.filter((name) => name !== "nothing");
  const where = [
    latencyMs === 0 ? "" : `, ${latencyMs} ms a request`,
    checkpoints ? "" : ", state written once at the end",
  ].join("");
  return {
    title: `${n} assignments on ${policies} policies ÷ as many resources that do nothing, and requests${where}; median (spread) of ${found.length} rounds`,
    header: ["operation", "floor", ...who.map(wordsOf), "goal for ours", "met"],
    rows: phases.map((phase) => {
      const ratios = who.map((name) => ({ name, ratio: ratioOf(lives, name, phase) }));
      const met = ratios.every(({ name, ratio }) => name === "peer" || ratio.median <= goals[phase]);
      return [
        words[phase],
        seconds(median(timesOf(lives, "nothing", phase))),
        ...ratios.map(({ name, ratio }) => `${describeRatio(ratio)}, ${requestsOf(lives, name, phase)}`),
        `≤ ${goals[phase]}`,
        verdict(met),
      ];
    }),
  };
}

function timesOf({ found }: Lives, contender: Contender, phase: Phase): number[] {
  return found.map((round) => round[contender]?.seconds[phase] ?? Number.NaN);
}

function ratioOf(lives: Lives, contender: Contender, phase: Phase): Ratio {
  return ratio(timesOf(lives, contender, phase), timesOf(lives, "nothing", phase));
}

function requestsOf({ found }: Lives, contender: Contender, phase: Phase): number {
  return median(found.map((round) => round[contender]?.requests[phase] ?? Number.NaN));
}

/** The most memory of the provider process while it creates, beyond that of the floor's. */
export function memoryTable(all: readonly Lives[]): Table {
  const who = (all[0]?.who ?? []).filter((name) => name !== "nothing");
  return {
    title:
      "Peak memory of the provider process of an `up` that creates, beyond that of do-nothing resources, in MB",
    header: ["resources", ...who.map(wordsOf)],
    rows: all.map(({ n, found }) => [
      n,
      ...who.map((name) =>
        median(
          found.map((round) => ((round[name]?.peakBytes ?? 0) - (round.nothing?.peakBytes ?? 0)) / 1024 ** 2),
        ).toFixed(0),
      ),
    ]),
  };
}

const colors: Readonly<Record<Contender, string>> = {
  nothing: "#888888",
  documented: "#0067b8",
  observed: "#d83b01",
  "plugin documented": "#6bb3e8",
  "plugin observed": "#f2a07b",
  peer: "#107c10",
  least: "#5c2d91",
};

/** Growth of an operation with the number of resources, the floor beside it. */
export function panelOf(title: string, phase: Phase, all: readonly Lives[]): Panel {
  return {
    title,
    lines: (all[0]?.who ?? []).map((name) => ({
      name: wordsOf(name),
      color: colors[name],
      points: all.map((lives) => ({ x: lives.n, y: median(timesOf(lives, name, phase)) })),
    })),
  };
}
