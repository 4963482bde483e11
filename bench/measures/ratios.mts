import type { Panel } from "../report/curve.mts";
import type { Detail, Row } from "../report/row.mts";
import { describeRatio, median, ratio, seconds } from "../report/statistics.mts";
import { type Contender, type Lives, type Phase, phases, policies } from "./lifecycle.mts";

/** What an operation may take at most, in terms of the floor. */
const goals: Readonly<Record<Phase, number | undefined>> = {
  preview: 1.05,
  create: 1.15,
  noop: 1.05,
  refresh: 1.15,
  destroy: undefined,
};

const words: Readonly<Record<Phase, string>> = {
  preview: "`preview`",
  create: "`up` that creates",
  noop: "`up` that changes nothing",
  refresh: "`refresh`",
  destroy: "`destroy`",
};

const faces = ["documented", "observed"] as const;

/** Each operation of stacks of assignments, relative to the same number of resources that do nothing. */
export function rowsOf({ n, rounds }: Lives): Row[] {
  return phases.map((phase): Row => {
    const measured = faces.map((face) => {
      const found = ratioOf(rounds, face, phase);
      const requests = median(rounds.map((round) => round[face].requests[phase]));
      return { found, requests, text: `${describeRatio(found)} ${face}, ${requests} requests` };
    });
    const goal = goals[phase];
    const allowed = phase === "refresh" ? policies : 0;
    const free =
      phase === "create" || phase === "destroy" || measured.every(({ requests }) => requests <= allowed);
    const more = { preview: ", 0 requests", noop: ", 0 requests", refresh: `, ${policies} requests` };
    return {
      figure: `${words[phase]}, ${n} assignments on ${policies} policies ÷ do-nothing resources`,
      goal: goal === undefined ? "" : `≤ ${goal}${phase in more ? more[phase as keyof typeof more] : ""}`,
      measured: measured.map(({ text }) => text).join("; "),
      ...(goal === undefined ? {} : { met: free && measured.every(({ found }) => found.median <= goal) }),
    };
  });
}

function ratioOf(rounds: Lives["rounds"], face: Contender, phase: Phase) {
  const times = (contender: Contender) => rounds.map((round) => round[contender].seconds[phase]);
  return ratio(times(face), times("nothing"));
}

/** The same ratios where the engine does not write the state after every step, which hides much. */
export function ratiosWithoutCheckpoints(all: readonly Lives[]): Detail {
  return {
    title: "÷ do-nothing resources, where the engine writes the state once, at its end",
    header: ["resources", "rounds", "face", ...phases, "requests of `up`", "MB beyond the floor"],
    rows: all.flatMap(({ n, rounds }) =>
      faces.map((face) => [
        n,
        rounds.length,
        face,
        ...phases.map((phase) => describeRatio(ratioOf(rounds, face, phase))),
        median(rounds.map((round) => round[face].requests.create)),
        median(megabytesBeyondFloor(rounds, face)).toFixed(0),
      ]),
    ),
  };
}

/** The most memory of the provider process beyond that of the floor's, in each round. */
function megabytesBeyondFloor(rounds: Lives["rounds"], face: Contender): number[] {
  return rounds.map((round) => (round[face].peakBytes - round.nothing.peakBytes) / 1024 ** 2);
}

/** What assignments add to the memory of the provider process, as the median of the rounds. */
export function memoryOf({ n, rounds }: Lives): Row {
  const measured = faces.map((face) => {
    const megabytes = megabytesBeyondFloor(rounds, face);
    const [least, most] = [Math.min(...megabytes), Math.max(...megabytes)];
    const spread = least === most ? "" : ` (${least.toFixed(0)} to ${most.toFixed(0)})`;
    return { middle: median(megabytes), text: `${median(megabytes).toFixed(0)} MB${spread} ${face}` };
  });
  return {
    figure: `peak memory of the provider process while it creates ${n} assignments on ${policies} policies, beyond that of do-nothing resources`,
    goal: "≤ 50 MB with 2000",
    measured: measured.map(({ text }) => text).join("; "),
    met: measured.every(({ middle }) => middle <= 50),
  };
}

/** The times that the ratios are made of. */
export function medians(all: readonly Lives[]): Detail {
  return {
    title: "The medians behind it, in seconds",
    header: ["resources", "rounds", "state is written", "provider", ...phases],
    rows: all.flatMap(({ n, checkpoints, rounds }) =>
      (["nothing", ...faces] as const).map((contender) => [
        n,
        rounds.length,
        checkpoints ? "after every step" : "at the end",
        contender === "nothing" ? "does nothing" : `ours, ${contender} face`,
        ...phases.map((phase) => seconds(median(rounds.map((round) => round[contender].seconds[phase])))),
      ]),
    ),
  };
}

const looks: Readonly<Record<Contender, { name: string; color: string }>> = {
  nothing: { name: "do-nothing resources", color: "#888888" },
  documented: { name: "ours, documented face", color: "#0067b8" },
  observed: { name: "ours, observed face", color: "#d83b01" },
};

/** Growth of an operation with the number of resources, the floor beside it. */
export function panelOf(title: string, phase: Phase, all: readonly Lives[]): Panel {
  return {
    title,
    lines: (Object.keys(looks) as Contender[]).map((contender) => ({
      ...looks[contender],
      points: all.map(({ n, rounds }) => ({
        x: n,
        y: median(rounds.map((round) => round[contender].seconds[phase])),
      })),
    })),
  };
}
