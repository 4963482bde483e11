import { withHandlers } from "../handlers.mts";
import { progress } from "../progress.mts";
import { describeSpread, median } from "../report/statistics.mts";
import { type Table, verdict } from "../report/table.mts";
import { withTenant } from "../tenant.mts";

const set = 200;
const goalMs = 0.5;
/** Enough room that the heap is not collected during the measurement. */
const flags = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];

/** Measures one commit of a set in the provider process: processor time and memory. */
export async function measureCommit({
  commits,
  rounds,
}: {
  commits: number;
  rounds: number;
}): Promise<Table> {
  progress("what a commit costs");
  const ms: number[] = [];
  const kilobytes: number[] = [];
  let collections = 0;
  for (let round = 0; round < rounds; round++) {
    await withTenant(
      1,
      { service: "observed" },
      (tenant) =>
        withHandlers(
          tenant,
          { contender: "ours", n: 1, policies: 1, inFlight: 1, everyMs: 0 },
          async (handlers) => {
            await handlers.run("create");
            const outcome = await handlers.run("commits", { n: commits }, flags);
            if (outcome.failures > 0) throw new Error(outcome.failure);
            ms.push(outcome.cpuMs / commits);
            kilobytes.push(outcome.allocatedBytes / commits / 1024);
            collections += outcome.collections;
          },
          { writeRoute: "assign" },
        ),
      set - 1,
    );
  }
  return {
    title: `One commit of a set of ${set} in the provider process, its HTTP included; median (spread) of ${rounds} rounds of ${commits}`,
    header: ["processor time in ms", "allocated in kB", "goal", "met"],
    rows: [
      [
        describeSpread(ms),
        collections === 0 ? describeSpread(kilobytes) : "not known: the heap was collected",
        `≤ ${goalMs} ms`,
        verdict(median(ms) <= goalMs),
      ],
    ],
  };
}
