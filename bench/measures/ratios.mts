import type { Panel } from "../report/curve.mts";
import type { Findings, Row } from "../report/row.mts";
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

/** Each operation of stacks of assignments, relative to the same number of resources that do nothing. */
export function ratiosOf(all: readonly Lives[]): Findings {
  return { rows: all.flatMap(rowsOf), details: [absolute(all)] };
}

function rowsOf({ n, rounds }: Lives): Row[] {
  const times = (contender: Contender, phase: Phase) =>
    rounds.map((round) => round[contender].seconds[phase]);
  return phases.map((phase): Row => {
    const faces = (["documented", "observed"] as const).map((face) => {
      const found = ratio(times(face, phase), times("nothing", phase));
      const requests = median(rounds.map((round) => round[face].requests[phase]));
      return { found, requests, text: `${describeRatio(found)} ${face}, ${requests} requests` };
    });
    const goal = goals[phase];
    const allowed = phase === "refresh" ? policies : 0;
    const free =
      phase === "create" || phase === "destroy" || faces.every(({ requests }) => requests <= allowed);
    const more = { preview: ", 0 requests", noop: ", 0 requests", refresh: `, ${policies} requests` };
    return {
      figure: `${words[phase]}, ${n} assignments on ${policies} policies ÷ do-nothing resources`,
      goal: goal === undefined ? "" : `≤ ${goal}${phase in more ? more[phase as keyof typeof more] : ""}`,
      measured: faces.map(({ text }) => text).join("; "),
      ...(goal === undefined ? {} : { met: free && faces.every(({ found }) => found.median <= goal) }),
    };
  });
}

function absolute(all: readonly Lives[]) {
  return {
    title: "The medians behind it, in seconds",
    header: ["resources", "rounds", "provider", ...phases],
    rows: all.flatMap(({ n, rounds }) =>
      (["nothing", "documented", "observed"] as const).map((contender) => [
        n,
        rounds.length,
        contender === "nothing" ? "does nothing" : `ours, ${contender} face`,
        ...phases.map((phase) => seconds(median(rounds.map((round) => round[contender].seconds[phase])))),
      ]),
    ),
  };
}

/** Growth with the number of resources, the floor beside it. */
export function panelsOf(all: readonly Lives[]): Panel[] {
  const titles: Partial<Record<Phase, string>> = {
    create: "up that creates",
    noop: "up that changes nothing",
    refresh: "refresh",
  };
  const looks: Record<Contender, { name: string; color: string }> = {
    nothing: { name: "do-nothing resources", color: "#888888" },
    documented: { name: "ours, documented face", color: "#0067b8" },
    observed: { name: "ours, observed face", color: "#d83b01" },
  };
  return Object.entries(titles).map(([phase, title]) => ({
    title,
    lines: Object.entries(looks).map(([contender, look]) => ({
      ...look,
      points: all.map(({ n, rounds }) => ({
        x: n,
        y: median(rounds.map((round) => round[contender as Contender].seconds[phase as Phase])),
      })),
    })),
  }));
}
