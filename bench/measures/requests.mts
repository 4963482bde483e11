import type { Scratch } from "../engine/scratch.mts";
import { Stack, stackEnv } from "../engine/stack.mts";
import { progress } from "../progress.mts";
import { type Arrival, arrive, policy, provider, target } from "../provider.mts";
import type { Detail, Findings, Row } from "../report/row.mts";
import { seconds } from "../report/statistics.mts";
import { type Counts, takeCounts, withTenant } from "../tenant.mts";

/** The engine's default on a machine of two cores. */
const defaultInFlight = 8;

/** How many requests creating takes on the observed face. */
export async function measureRequests(scratch: Scratch): Promise<Findings> {
  progress("requests of creates");
  const together = { n: 500, policies: 10, inFlight: 500, everyMs: 0 };
  const inTurns = { n: 500, policies: 10, inFlight: defaultInFlight, everyMs: 0 };
  return {
    rows: [
      await row("all in flight together", together, 0, ({ policies }) => 3 * policies, "3p"),
      await row(
        `${defaultInFlight} in flight, policies in turns`,
        inTurns,
        100,
        ({ n, policies }) => 2 * n + policies,
        "2n + p",
      ),
    ],
    details: [await arrivals(), await onEngine(scratch)],
  };
}

async function row(
  words: string,
  arrival: Arrival,
  latencyMs: number,
  most: (arrival: Arrival) => number,
  formula: string,
): Promise<Row> {
  const { requests, refused } = (await create(arrival, latencyMs)).counts;
  const goal = most(arrival);
  return {
    figure: `requests to create n = ${arrival.n} assignments on p = ${arrival.policies} policies, ${words}`,
    goal: `≤ ${formula} = ${goal}, and one refused per kind`,
    measured: `${requests - refused}, and ${refused} refused`,
    met: requests - refused <= goal && refused <= 1,
  };
}

async function create(arrival: Arrival, latencyMs: number): Promise<{ counts: Counts; seconds: number }> {
  return await withTenant(arrival.policies, { service: "observed", latencyMs }, async (tenant) => {
    const ours = provider(tenant.url);
    const taken = await arrive(arrival, (p, t) => ours.ensure(policy(p), target(t)));
    return { counts: takeCounts(tenant), seconds: taken };
  });
}

/** One call every 8 ms is what the engine does while nothing holds it up. */
async function arrivals(): Promise<Detail> {
  const rows: (string | number)[][] = [];
  for (const latencyMs of [0, 50, 100, 300]) {
    for (const [n, policies, inFlight] of [
      [50, 1, 64],
      [50, 1, 8],
      [100, 10, 8],
      [500, 10, 64],
    ] as const) {
      const { counts, seconds: taken } = await create({ n, policies, inFlight, everyMs: 8 }, latencyMs);
      rows.push([latencyMs, n, policies, inFlight, counts.requests, counts.assigns, seconds(taken)]);
    }
  }
  return {
    title: "Creates that arrive one by one, every 8 ms while there is room",
    header: ["latency in ms", "creates", "policies", "in flight", "requests", "of them `assign`", "time"],
    rows,
  };
}

async function onEngine(scratch: Scratch): Promise<Detail> {
  const rows: (string | number)[][] = [];
  for (const latencyMs of [0, 50, 100, 300]) {
    await withTenant(1, { service: "observed", latencyMs }, async (tenant) => {
      const stack = await Stack.create(scratch, { kind: "intune", n: 50, policies: 1 }, stackEnv(tenant));
      await stack.run("up", "--parallel", "64");
      const up = takeCounts(tenant);
      await stack.run("destroy", "--parallel", "64");
      const destroy = takeCounts(tenant);
      await stack.remove();
      rows.push([latencyMs, up.requests, up.assigns, destroy.requests, destroy.assigns]);
    });
  }
  return {
    title: "50 assignments on one policy on the engine, `--parallel 64`",
    header: [
      "latency in ms",
      "requests of `up`",
      "of them `assign`",
      "requests of `destroy`",
      "of them `assign`",
    ],
    rows,
  };
}
