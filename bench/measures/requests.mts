import { withHandlers } from "../handlers.mts";
import { progress } from "../progress.mts";
import { seconds } from "../report/statistics.mts";
import type { Table } from "../report/table.mts";
import { takeCounts, withTenant } from "../tenant.mts";

const policies = 10;

/** Counts the requests to create, change and delete assignments on the observed service. */
export async function measureRequests(n: number): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const latencyMs of [0, 50, 200]) {
    for (const inFlight of [8, 64]) {
      progress(`requests of ${n} at ${latencyMs} ms, ${inFlight} in flight`);
      await withTenant(policies, { service: "observed", latencyMs }, (tenant) =>
        withHandlers(tenant, { contender: "ours", n, policies, inFlight, everyMs: 8 }, async (handlers) => {
          const cells = [];
          for (const operation of ["create", "update", "delete"] as const) {
            const { seconds: taken } = await handlers.run(operation);
            const { requests, assigns } = takeCounts(tenant);
            cells.push(`${requests}, ${assigns} of them \`assign\`, ${seconds(taken)}`);
          }
          rows.push([latencyMs, inFlight, ...cells]);
        }),
      );
    }
  }
  return {
    title: `Requests for ${n} assignments on ${policies} policies, observed, a call every 8 ms as the engine makes them`,
    header: ["ms a request", "in flight", "create", "change every target", "delete"],
    rows,
  };
}
