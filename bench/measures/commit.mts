import { withHandlers } from "../handlers.mts";
import type { Scenario } from "../program/handlers.cjs";
import { progress } from "../progress.mts";
import { describeSpread, median } from "../report/statistics.mts";
import { type Table, verdict } from "../report/table.mts";
import { takeCounts, withTenant } from "../tenant.mts";

/** How large the comparison is. */
export interface CommitOptions {
  /** How many targets each set has. */
  readonly set: number;
  readonly rounds: number;
}

/** The commits take turns on so many sets. All but the last quarter of them warm up the process. */
const policies = 4;
const goalMs = 0.5;

interface Cost {
  readonly ms: number;
  readonly kilobytes: number;
  /** More than two where the machine was so slow that a reading became too old for the next commit. */
  readonly requests: number;
}

/**
 * Measures one commit of a set in the provider process: processor time and memory. A large part of it is HTTP and JSON,
 * which any client needs. So the same requests are also sent without the provider, by the same HTTP client.
 */
export async function measureCommit({ set, rounds }: CommitOptions): Promise<Table> {
  const all: Cost[] = [];
  const bare: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    progress(`what a commit costs, round ${round + 1} of ${rounds}`);
    all.push(await costOf("ours", set));
    bare.push(await costOf("bare", set));
  }
  const own = all.map(({ ms, kilobytes, requests }, round) => ({
    ms: ms - (bare[round]?.ms ?? Number.NaN),
    kilobytes: kilobytes - (bare[round]?.kilobytes ?? Number.NaN),
    requests: requests - (bare[round]?.requests ?? Number.NaN),
  }));
  const cells = (costs: readonly Cost[]) => [
    describeSpread(costs.map(({ ms }) => ms)),
    describeSpread(costs.map(({ kilobytes }) => kilobytes)),
    describeSpread(costs.map(({ requests }) => requests)),
  ];
  const met = verdict(median(own.map(({ ms }) => ms)) <= goalMs);
  return {
    title: `One commit of a set of ${set}, which is an \`assign\` and a read, in the provider process; median (spread) of ${rounds} rounds of ${set}`,
    header: ["what", "processor time in ms", "allocated in kB", "requests", "goal", "met"],
    rows: [
      ["all of it", ...cells(all), "", ""],
      ["the same requests by undici and JSON alone", ...cells(bare), "", ""],
      ["the difference: the provider's own", ...cells(own), `≤ ${goalMs} ms`, met],
    ],
  };
}

/** The mean of as many commits as a set has targets. */
async function costOf(contender: Scenario["contender"], set: number): Promise<Cost> {
  const n = set * policies;
  return await withTenant(policies, { service: "observed" }, (tenant) =>
    withHandlers(
      tenant,
      { contender: "ours", n, policies, inFlight: n, everyMs: 0 },
      async (handlers) => {
        await handlers.run("create");
        takeCounts(tenant);
        const commits = { contender, inFlight: 1, warmUp: n - set };
        const { cpuMs, allocatedBytes, failures, failure } = await handlers.run("update", commits);
        if (failures > 0) throw new Error(failure);
        const { requests } = takeCounts(tenant);
        return { ms: cpuMs / set, kilobytes: allocatedBytes / set / 1024, requests: requests / n };
      },
      { writeRoute: "assign" },
    ),
  );
}
