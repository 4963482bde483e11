import type { Scratch } from "../engine/scratch.mts";
import { progress } from "../progress.mts";
import { describeRatio, median, ratio, seconds } from "../report/statistics.mts";
import { type Table, verdict } from "../report/table.mts";
import { type Contender, type LivesOptions, policies, withStacks, wordsOf } from "./lives.mts";
import { goals } from "./ratios.mts";

const ours: readonly Contender[] = ["documented", "observed", "plugin observed"];
const who: readonly Contender[] = ["nothing", "least", ...ours];

/** Measures `refresh` alone. It takes two seconds, so the three rounds of a stack's whole life are too few to judge it. */
export async function measureRefresh(
  scratch: Scratch,
  options: Pick<LivesOptions, "n" | "rounds">,
): Promise<Table> {
  const { n, rounds } = options;
  const taken = new Map(who.map((name) => [name, [] as number[]]));
  const timesOf = (name: Contender) => taken.get(name) ?? [];
  await withStacks(scratch, who, options, async (stacks) => {
    for (const each of stacks) await each.run("create");
    for (let round = 0; round < rounds; round++) {
      progress(`refresh of ${n}, round ${round + 1} of ${rounds}`);
      for (const each of round % 2 === 0 ? stacks : stacks.toReversed()) {
        timesOf(each.contender).push(await each.run("refresh"));
      }
    }
  });
  const rows = who.map((name) => {
    const found = ratio(timesOf(name), timesOf("nothing"));
    const isMet = verdict(found.median <= goals.refresh);
    return [
      wordsOf(name),
      seconds(median(timesOf(name))),
      describeRatio(found),
      ...(ours.includes(name) ? [`≤ ${goals.refresh}`, isMet] : ["", ""]),
    ];
  });
  return {
    title: `\`refresh\` of ${n} assignments on ${policies} policies; medians (spread) of ${rounds} rounds`,
    header: ["who", "time", "÷ do-nothing resources", "goal", "met"],
    rows,
  };
}
