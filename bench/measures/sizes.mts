import type { Findings } from "../report/row.mts";
import { type Lives, policies } from "./lifecycle.mts";

interface State {
  readonly deployment: {
    readonly resources: readonly { type: string; inputs?: object; outputs?: { __provider?: string } }[];
  };
}

/** What one assignment adds to the state, and what 2,000 add to the memory of the provider process. */
export function sizesOf({ n, rounds }: Lives): Findings {
  const [round] = rounds;
  if (round === undefined) throw new Error("there is no round");
  const { resources } = (JSON.parse(round.observed.state) as State).deployment;
  const own = resources.filter(({ type }) => type.includes("intune:"));
  const bytes = Math.max(
    ...own.map(({ inputs, outputs }) => JSON.stringify(inputs).length + JSON.stringify(outputs).length),
  );
  const provider = own[0]?.outputs?.__provider ?? "";
  const megabytes = (face: "documented" | "observed") =>
    (round[face].peakBytes - round.nothing.peakBytes) / 1024 / 1024;
  const [documented, observed] = [megabytes("documented"), megabytes("observed")];
  return {
    rows: [
      {
        figure:
          "bytes of one assignment's inputs and outputs in the state (observed face, whose ids are longest)",
        goal: "≤ 700",
        measured: String(bytes),
        met: bytes <= 700,
      },
      {
        figure: "length of `__provider`",
        goal: "≤ 100",
        measured: String(provider.length),
        met: provider.length <= 100,
      },
      {
        figure: `peak memory of the provider process while it creates ${n} assignments on ${policies} policies, beyond that of do-nothing resources`,
        goal: "≤ 50 MB",
        measured: `${documented.toFixed(0)} MB documented; ${observed.toFixed(0)} MB observed`,
        met: documented <= 50 && observed <= 50,
      },
    ],
  };
}
