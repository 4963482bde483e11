import type { Scratch } from "../engine/scratch.mts";
import { Stack, stackEnv } from "../engine/stack.mts";
import { progress } from "../progress.mts";
import { policy, provider, target } from "../provider.mts";
import type { Detail, Findings } from "../report/row.mts";
import { median } from "../report/statistics.mts";
import { takeCounts, withTenant } from "../tenant.mts";

const n = 1_000;

/** A whole set of 1,000 targets. */
export async function measureSets(scratch: Scratch): Promise<Findings> {
  progress(`a set of ${n} targets`);
  const steps = await onEngine(scratch);
  return {
    rows: steps.map(({ step, goal, assigns, lists }) => ({
      figure: `set of ${n} targets: ${step}`,
      goal: goal.words,
      measured: `${assigns} assign, ${lists} reads of a page`,
      met: assigns === goal.assigns && lists <= goal.lists,
    })),
    details: [await growth()],
  };
}

async function onEngine(scratch: Scratch) {
  return await withTenant(1, { service: "observed" }, async (tenant) => {
    const set = { kind: "set", n, policies: 1 } as const;
    const stack = await Stack.create(scratch, set, stackEnv(tenant));
    const write = { words: "1 assign, a read before and one after", assigns: 1, lists: 2 };
    await stack.run("up");
    const create = { step: "create", goal: write, ...takeCounts(tenant) };
    stack.declare({ ...set, changed: true });
    await stack.run("up");
    const change = { step: "change one", goal: write, ...takeCounts(tenant) };
    await stack.run("up");
    const noop = {
      step: "`up` that changes nothing",
      goal: { words: "0", assigns: 0, lists: 0 },
      ...takeCounts(tenant),
    };
    await stack.run("refresh");
    const refresh = {
      step: "refresh",
      goal: { words: "one read of each page", assigns: 0, lists: 1 },
      ...takeCounts(tenant),
    };
    await stack.remove();
    return [create, change, noop, refresh];
  });
}

/** How the provider's own time grows with the set, Graph's included. */
async function growth(): Promise<Detail> {
  const rows: (string | number)[][] = [];
  for (const size of [250, 500, 1_000, 2_000, 4_000]) {
    const targets = Array.from({ length: size }, (_, number) => target(number));
    const [created, changed]: [number[], number[]] = [[], []];
    for (let round = 0; round < 5; round++) {
      await withTenant(1, { service: "observed" }, async (tenant) => {
        const ours = provider(tenant.url);
        const began = performance.now();
        await ours.replaceAll(policy(0), targets);
        const between = performance.now();
        await ours.replaceAll(policy(0), [target(size), ...targets.slice(1)]);
        created.push(between - began);
        changed.push(performance.now() - between);
      });
    }
    const per = (times: number[]) => ((median(times) / size) * 1_000).toFixed(0);
    rows.push([size, median(created).toFixed(0), per(created), median(changed).toFixed(0), per(changed)]);
  }
  return {
    title: "A set as it grows, provider and emulator together",
    header: ["targets", "create in ms", "µs per target", "change one in ms", "µs per target"],
    rows,
  };
}
