import type { Scratch } from "../engine/scratch.mts";
import { type Declared, Stack, stackEnv } from "../engine/stack.mts";
import { progress } from "../progress.mts";
import { arrive, policy, provider, target } from "../provider.mts";
import type { Findings, Row } from "../report/row.mts";
import { describeRatio, median, ratio, seconds } from "../report/statistics.mts";
import { takeCounts, withTenant } from "../tenant.mts";

const latencyMs = 100;
const policies = 10;
const parallel = 64;

type Kind = "intune" | "naive" | "nothing";

/**
 * Creating with a service that is 100 ms away, relative to the naive way: on the engine, and with the
 * provider alone, where the engine's own time does not hide the difference.
 */
export async function measureLatency(scratch: Scratch, rounds: number): Promise<Findings> {
  const rows: Row[] = [];
  for (const n of [100, 500]) {
    rows.push(
      await onEngine(scratch, n, rounds, true),
      await onEngine(scratch, n, rounds, false),
      await alone(n, rounds),
    );
  }
  return { rows };
}

async function onEngine(scratch: Scratch, n: number, rounds: number, checkpoints: boolean): Promise<Row> {
  const times: Record<Kind, number[]> = { intune: [], naive: [], nothing: [] };
  let requests = 0;
  for (let round = 0; round < rounds; round++) {
    progress(
      `${n} creates at ${latencyMs} ms${checkpoints ? "" : " without checkpoints"}, round ${round + 1} of ${rounds}`,
    );
    for (const kind of Object.keys(times) as Kind[]) {
      const up = await create(scratch, { kind, n, policies }, checkpoints);
      times[kind].push(up.seconds);
      if (kind === "intune") requests = up.requests;
    }
  }
  const found = ratio(times.intune, times.naive);
  const [own, floor] = [median(times.intune), median(times.nothing)];
  return {
    figure: `\`up --parallel ${parallel}\` that creates ${n} on ${policies} policies at ${latencyMs} ms, observed face ÷ the naive way${checkpoints ? "" : ", where the engine writes the state once, at its end"}`,
    goal: "≤ 0.2",
    measured: `${describeRatio(found)}: ${seconds(own)} (${requests} requests) to ${seconds(median(times.naive))}; do-nothing resources take ${seconds(floor)}, which is ${(floor / median(times.naive)).toFixed(2)}; ours beyond them ÷ the naive way beyond them ${((own - floor) / (median(times.naive) - floor)).toFixed(2)}`,
    met: found.median <= 0.2,
  };
}

async function create(
  scratch: Scratch,
  declared: Declared,
  checkpoints: boolean,
): Promise<{ seconds: number; requests: number }> {
  return await withTenant(policies, { service: "observed", latencyMs }, async (tenant) => {
    const stack = await Stack.create(scratch, declared, stackEnv(tenant, checkpoints));
    const seconds = await stack.run("up", "--parallel", String(parallel));
    await stack.remove();
    return { seconds, requests: tenant.requests.length };
  });
}

async function alone(n: number, rounds: number): Promise<Row> {
  const arrival = { n, policies, inFlight: parallel, everyMs: 0 };
  const times: { ours: number[]; naive: number[] } = { ours: [], naive: [] };
  let requests = 0;
  for (let round = 0; round < rounds; round++) {
    await withTenant(policies, { service: "observed", latencyMs }, async (tenant) => {
      const ours = provider(tenant.url);
      times.ours.push(await arrive(arrival, (p, t) => ours.ensure(policy(p), target(t))));
      ({ requests } = takeCounts(tenant));
    });
    await withTenant(policies, { service: "observed", latencyMs }, async (tenant) => {
      process.env["INTUNE_GRAPH_ENDPOINT"] = tenant.url;
      const { default: naive } = await import("../program/naive.cjs");
      const { create } = naive.handler();
      times.naive.push(
        await arrive(arrival, (p, t) =>
          create({
            deviceCompliancePolicyId: policy(p).id,
            target: target(t) as unknown as { groupId: string },
          }),
        ),
      );
    });
  }
  const found = ratio(times.ours, times.naive);
  return {
    figure: `the same ${n} creates without an engine, ${parallel} in flight`,
    goal: "≤ 0.2",
    measured: `${describeRatio(found)}: ${seconds(median(times.ours))} (${requests} requests) to ${seconds(median(times.naive))}`,
    met: found.median <= 0.2,
  };
}
