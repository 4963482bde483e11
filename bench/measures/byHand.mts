import { setTimeout as wait } from "node:timers/promises";
import { type Arrival, withHandlers } from "../handlers.mts";
import type { Outcome } from "../program/handlers.cjs";
import { progress } from "../progress.mts";
import { describeSpread } from "../report/statistics.mts";
import type { Table } from "../report/table.mts";
import { addForeign, assignedGroups, takeCounts, withTenant } from "../tenant.mts";

/** How large the comparison is. */
export interface ByHandOptions {
  readonly n: number;
  readonly rounds: number;
}

const policies = 10;
const latencyMs = 50;
/** How often another writer adds an assignment in the meantime, in milliseconds. */
const foreignEveryMs = 100;

interface Life {
  readonly create: Outcome;
  readonly remove: Outcome;
  readonly requests: number;
  readonly ours: number;
  readonly foreign: { readonly added: number; readonly lost: number };
}

/** The same work by this package and by hand, without an engine, while another writer changes the same policies. */
export async function measureByHand({ n, rounds }: ByHandOptions): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const contender of ["ours", "peer"] as const) {
    const lives: Life[] = [];
    for (let round = 0; round < rounds; round++) {
      progress(`${n} assignments, ${contender}, round ${round + 1} of ${rounds}`);
      lives.push(await live({ contender, n, policies, inFlight: 64, everyMs: 8 }));
    }
    const sum = (of: (life: Life) => number) => lives.reduce((total, life) => total + of(life), 0);
    rows.push([
      contender === "ours" ? "ours" : "by hand",
      describeSpread(lives.map(({ create }) => create.seconds)),
      describeSpread(lives.map(({ remove }) => remove.seconds)),
      describeSpread(lives.map(({ requests }) => requests)),
      `${sum(({ ours }) => n - ours)} of ${n * rounds}`,
      `${sum(({ foreign }) => foreign.lost)} of ${sum(({ foreign }) => foreign.added)}`,
      sum(({ create, remove }) => create.failures + remove.failures),
    ]);
  }
  return {
    title: `${n} assignments on ${policies} policies without an engine, ${latencyMs} ms a request, observed; somebody else adds one every ${foreignEveryMs} ms while they are made; median (spread) of ${rounds} rounds`,
    header: [
      "who",
      "s to create",
      "s to delete",
      "requests",
      "its entries missing after the create",
      "other people's entries lost",
      "failures",
    ],
    rows,
  };
}

async function live(arrival: Arrival): Promise<Life> {
  return await withTenant(policies, { service: "observed", latencyMs }, (tenant) =>
    withHandlers(tenant, arrival, async (handlers) => {
      let added = 0;
      let isMade = false;
      const others = (async () => {
        for (; !isMade; added++) {
          addForeign(tenant, added % policies, added);
          await wait(foreignEveryMs);
        }
      })();
      const create = await handlers.run("create").finally(() => {
        isMade = true;
      });
      await others;
      const { ours, foreign } = assignedGroups(tenant);
      const remove = await handlers.run("delete");
      const { requests } = takeCounts(tenant);
      return { create, remove, requests, ours, foreign: { added, lost: added - foreign } };
    }),
  );
}
