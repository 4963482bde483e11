import { progress } from "../progress.mts";
import { arrive, policy, provider, target } from "../provider.mts";
import type { Findings } from "../report/row.mts";
import { describeRatio, ratio, seconds } from "../report/statistics.mts";
import { withTenant } from "../tenant.mts";

const writes = 300;
const perWindow = 100;
/** A fifth of the published 20 s. */
const windowMs = 4_000;
const rounds = 3;

/**
 * Single writes at the published pace, 100 in a window that is shortened here. The first 100 need no time,
 * the others wait for two windows.
 */
export async function measurePace(): Promise<Findings> {
  progress(`${writes} writes at the published pace`);
  const least = ((writes / perWindow - 1) * windowMs) / 1_000;
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await run());
  const found = ratio(
    runs.map(({ taken }) => taken),
    runs.map(() => least),
  );
  const failures = runs.reduce((sum, one) => sum + one.failures, 0);
  const refused = runs.map((one) => one.refused).join(", ");
  return {
    rows: [
      {
        figure: `${writes} writes at the published pace (${perWindow} per window, of ${windowMs / 1_000} s), 64 in flight ÷ the pace's own minimum`,
        goal: "≤ 1.1, no failure",
        measured: `${describeRatio(found)} of ${seconds(least)}; ${refused} answers of 429, ${failures} failures`,
        met: found.median <= 1.1 && failures === 0,
      },
    ],
  };
}

async function run() {
  const throttle = { writes: perWindow, windowMs };
  return await withTenant(10, { service: "documented", throttle }, async (tenant) => {
    const ours = provider(tenant.url);
    let failures = 0;
    const taken = await arrive({ n: writes, policies: 10, inFlight: 64, everyMs: 0 }, (p, t) =>
      ours.ensure(policy(p), target(t)).catch(() => failures++),
    );
    const refused = tenant.requests.filter(({ status }) => status === 429).length;
    return { taken, failures, refused };
  });
}
