import type { Scratch } from "../engine/scratch.mts";
import { Stack } from "../engine/stack.mts";
import { withIdentity } from "../identity.mts";
import { progress } from "../progress.mts";
import type { Findings } from "../report/row.mts";
import { takeCounts, withTenant } from "../tenant.mts";

const n = 100;
const policies = 10;

const steps = [
  { words: "`preview` of a new stack", command: "preview", most: 0 },
  { words: "`up` that creates", command: "up", most: 1 },
  { words: "`preview` without a change", command: "preview", most: 0 },
  { words: "`up` that changes nothing", command: "up", most: 0 },
  { words: "`refresh`", command: "refresh", most: 1 },
] as const;

/** How many tokens each operation of a stack asks for. */
export async function measureTokens(scratch: Scratch): Promise<Findings> {
  progress("tokens");
  return await withIdentity((identity) =>
    withTenant(policies, { service: "observed" }, async (tenant) => {
      const env = { INTUNE_GRAPH_ENDPOINT: tenant.url, ...identity.env };
      const stack = await Stack.create(scratch, { kind: "intune", n, policies }, env);
      const rows = [];
      for (const { words, command, most } of steps) {
        await stack.run(command);
        const [tokens, { requests }] = [identity.tokens(), takeCounts(tenant)];
        rows.push({
          figure: `tokens for ${words}, ${n} assignments on ${policies} policies`,
          goal: most === 0 ? "0, and 0 requests" : `≤ ${most}`,
          measured: `${tokens}, and ${requests} requests`,
          met: tokens <= most && (most > 0 || requests === 0),
        });
      }
      await stack.remove();
      return { rows };
    }),
  );
}
