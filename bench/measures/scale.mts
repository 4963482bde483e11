import { withHandlers } from "../handlers.mts";
import { progress } from "../progress.mts";
import { seconds } from "../report/statistics.mts";
import type { Table } from "../report/table.mts";
import { takeCounts, withTenant } from "../tenant.mts";

/** So many assignments on so many policies. */
export type Size = readonly [assignments: number, policies: number];

const operations = ["create", "update", "read", "delete"] as const;

/** Measures time and memory for each assignment as their number grows, without an engine. */
export async function measureScale(sizes: readonly Size[]): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const [n, policies] of sizes) {
    for (const service of ["documented", "observed"] as const) {
      progress(`${n} assignments on ${policies} policies, ${service}`);
      await withTenant(policies, { service }, (tenant) =>
        withHandlers(
          tenant,
          { contender: "ours", n, policies, inFlight: 64, everyMs: 0 },
          async (handlers) => {
            const cells = [];
            let peak = 0;
            for (const operation of operations) {
              const { seconds: taken, peakBytes, failures, failure } = await handlers.run(operation);
              if (failures > 0) throw new Error(`${failures} of ${n} ${operation}: ${failure}`);
              peak = Math.max(peak, peakBytes);
              const { requests } = takeCounts(tenant);
              cells.push(
                `${seconds(taken)}, ${((1_000 * taken) / n).toFixed(2)} ms each, ${requests} requests`,
              );
            }
            rows.push([n, policies, service, ...cells, (peak / 1024 ** 2).toFixed(0)]);
          },
        ),
      );
    }
  }
  return {
    title: "Assignments as they become more, without an engine, 64 in flight",
    header: ["assignments", "policies", "service", "create", "change", "read", "delete", "peak MB"],
    rows,
  };
}

/** A whole set as it grows. */
export async function measureSets(sizes: readonly number[]): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const setOf of sizes) {
    progress(`a set of ${setOf}`);
    await withTenant(1, { service: "observed" }, (tenant) =>
      withHandlers(
        tenant,
        { contender: "ours", n: 1, policies: 1, inFlight: 1, everyMs: 0, setOf },
        async (handlers) => {
          const cells = [];
          for (const operation of operations) {
            const { seconds: taken, failures, failure } = await handlers.run(operation);
            if (failures > 0) throw new Error(`${operation} of a set of ${setOf}: ${failure}`);
            const { requests } = takeCounts(tenant);
            cells.push(
              `${seconds(taken)}, ${((1_000_000 * taken) / setOf).toFixed(0)} µs each, ${requests} requests`,
            );
          }
          rows.push([setOf, ...cells]);
        },
      ),
    );
  }
  return {
    title: "A whole set as it grows, without an engine",
    header: ["targets", "create", "change one", "read", "delete"],
    rows,
  };
}
