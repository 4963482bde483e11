import type { Scratch } from "../engine/scratch.mts";
import { type Declared, Stack, stackEnv } from "../engine/stack.mts";
import { progress } from "../progress.mts";
import { describeRatio, median, ratio, seconds } from "../report/statistics.mts";
import { type Table, verdict } from "../report/table.mts";
import { withTenant } from "../tenant.mts";

const contenders = [
  { words: "resources that do nothing", kind: "nothing", service: "documented" },
  { words: "[the least with the same HTTP client](program/least.cjs)", kind: "least", service: "documented" },
  { words: "documented", kind: "intune", service: "documented" },
  { words: "observed", kind: "intune", service: "observed" },
  { words: "plugin, observed", kind: "plugin", service: "observed" },
] as const;

const policies = 10;
const goal = 1.05;

/** How large the comparison is. */
export interface RefreshOptions {
  readonly n: number;
  readonly rounds: number;
}

/** Measures `refresh` by itself. It is short, so the few rounds of a stack's whole life say little of it. */
export async function measureRefresh(scratch: Scratch, { n, rounds }: RefreshOptions): Promise<Table> {
  const times = contenders.map((): number[] => []);
  await withStacks(scratch, n, async (stacks) => {
    for (let round = 0; round < rounds; round++) {
      progress(`refresh of ${n}, round ${round + 1} of ${rounds}`);
      const inTurn = [...stacks.entries()];
      for (const [who, stack] of round % 2 === 0 ? inTurn : inTurn.toReversed()) {
        times[who]?.push(await stack.run("refresh"));
      }
    }
  });
  const rows = contenders.map(({ words, kind }, who) => {
    const taken = times[who] ?? [];
    const found = ratio(taken, times[0] ?? []);
    const isOurs = kind === "intune" || kind === "plugin";
    const judged = isOurs ? [`≤ ${goal}`, verdict(found.median <= goal)] : ["", ""];
    return [words, seconds(median(taken)), describeRatio(found), ...judged];
  });
  return {
    title: `\`refresh\` of ${n} assignments on ${policies} policies; medians (spread) of ${rounds} rounds`,
    header: ["who", "time", "÷ resources that do nothing", "goal", "met"],
    rows,
  };
}

/** Calls `work` with a stack of each contender that is up, each on a tenant of its own. */
async function withStacks(
  scratch: Scratch,
  n: number,
  work: (stacks: readonly Stack[]) => Promise<void>,
  stacks: readonly Stack[] = [],
): Promise<void> {
  const next = contenders[stacks.length];
  if (next === undefined) return await work(stacks);
  await withTenant(policies, { service: next.service }, async (tenant) => {
    const declared: Declared = { kind: next.kind, n, policies };
    const stack = await Stack.create(scratch, declared, stackEnv(tenant));
    await stack.run("up");
    await withStacks(scratch, n, work, [...stacks, stack]);
    await stack.remove();
  });
}
