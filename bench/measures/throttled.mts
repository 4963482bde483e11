import { withHandlers } from "../handlers.mts";
import { progress } from "../progress.mts";
import { describeSpread, ratio, seconds } from "../report/statistics.mts";
import { type Table, verdict } from "../report/table.mts";
import { assignedGroups, takeCounts, withTenant } from "../tenant.mts";

/** How large the work is, and how long the window of the limit. */
export interface ThrottledOptions {
  readonly n: number;
  readonly policies: number;
  /** Milliseconds. Microsoft's is 20,000. */
  readonly windowMs: number;
  readonly rounds: number;
}

/** Microsoft's limit of writes in a window. */
const writes = 100;

const contenders = [
  { words: "ours, documented", contender: "ours", service: "documented" },
  { words: "ours, observed", contender: "ours", service: "observed" },
  { words: "by hand, observed", contender: "peer", service: "observed" },
] as const;

/** Measures creates in a tenant at Microsoft's limit. */
export async function measureThrottled(options: ThrottledOptions): Promise<Table> {
  const { n, policies, windowMs, rounds } = options;
  const rows: (string | number)[][] = [];
  for (const { words, contender, service } of contenders) {
    const runs: {
      seconds: number;
      requests: number;
      throttled: number;
      missing: number;
      failures: number;
    }[] = [];
    for (let round = 0; round < rounds; round++) {
      progress(`${n} creates at the limit, ${words}, round ${round + 1} of ${rounds}`);
      await withTenant(policies, { service, throttle: { writes, windowMs } }, (tenant) =>
        withHandlers(
          tenant,
          { contender, n, policies, inFlight: 64, everyMs: 0 },
          async (handlers) => {
            const { seconds: taken, failures } = await handlers.run("create");
            const { requests, throttled } = takeCounts(tenant);
            runs.push({
              seconds: taken,
              requests,
              throttled,
              failures,
              missing: n - assignedGroups(tenant).ours,
            });
          },
          { operationTimeout: "600s" },
        ),
      );
    }
    const least = leastSeconds(service === "documented" ? n : policies, windowMs);
    const sum = (of: (run: (typeof runs)[number]) => number) =>
      runs.reduce((total, run) => total + of(run), 0);
    const found = ratio(
      runs.map((run) => run.seconds),
      runs.map(() => least || Number.NaN),
    );
    rows.push([
      words,
      describeSpread(runs.map((run) => run.seconds)),
      least === 0 ? "0 s: one window holds it" : `${seconds(least)}, × ${found.median.toFixed(2)}`,
      describeSpread(runs.map((run) => run.requests)),
      describeSpread(runs.map((run) => run.throttled)),
      `${sum(({ missing }) => missing)} of ${n * rounds}`,
      verdict(sum(({ missing, failures }) => missing + failures) === 0),
    ]);
  }
  return {
    title: `${n} single assignments on ${policies} policies, ${writes} writes in ${windowMs / 1_000} s, 64 in flight, without an engine`,
    header: [
      "who",
      "s",
      "least that the limit allows",
      "requests",
      "answered 429",
      "missing",
      "nothing lost",
    ],
    rows,
  };
}

/** The first window's writes need no wait. Those of each further window wait for it. */
function leastSeconds(needed: number, windowMs: number): number {
  return ((Math.ceil(needed / writes) - 1) * windowMs) / 1_000;
}
