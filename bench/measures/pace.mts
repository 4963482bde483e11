import { progress } from "../progress.mts";
import { arrive, policy, provider, target } from "../provider.mts";
import type { Findings, Row } from "../report/row.mts";
import { seconds } from "../report/statistics.mts";
import { withTenant } from "../tenant.mts";

const writes = 300;
const perWindow = 100;
/** A fifth of the published 20 s. */
const windowMs = 4_000;

/**
 * Single writes at the published pace, 100 in a window that is shortened here. The first 100 need no time,
 * the others wait for two windows.
 */
export async function measurePace(): Promise<Findings> {
  progress(`${writes} writes at the published pace`);
  const leastSeconds = ((writes / perWindow - 1) * windowMs) / 1_000;
  const pause = await run("as the service's answers say", leastSeconds, {});
  return { rows: [pause] };
}

async function run(words: string, least: number, config: Record<string, string>): Promise<Row> {
  const throttle = { writes: perWindow, windowMs };
  const outcome = await withTenant(10, { service: "documented", throttle }, async (tenant) => {
    const ours = provider(tenant.url, config);
    let failures = 0;
    const taken = await arrive({ n: writes, policies: 10, inFlight: 64, everyMs: 0 }, (p, t) =>
      ours.ensure(policy(p), target(t)).catch(() => failures++),
    );
    const refused = tenant.requests.filter(({ status }) => status === 429).length;
    return { taken, failures, refused };
  });
  const { taken, failures, refused } = outcome;
  return {
    figure: `${writes} writes at the published pace (${perWindow} per window of ${windowMs / 1_000} s), 64 in flight, paced ${words} ÷ the pace's own minimum`,
    goal: "≤ 1.1, no failure",
    measured: `${(taken / least).toFixed(2)}: ${seconds(taken)} to ${seconds(least)}; ${refused} answers of 429, ${failures} failures`,
    met: taken / least <= 1.1 && failures === 0,
  };
}
