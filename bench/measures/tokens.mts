import type { Scratch } from "../engine/scratch.mts";
import { Stack } from "../engine/stack.mts";
import { withIdentity } from "../identity.mts";
import { progress } from "../progress.mts";
import type { Table } from "../report/table.mts";
import { takeCounts, withTenant } from "../tenant.mts";

const policies = 10;

const steps = [
  ["`preview` of a new stack", "preview"],
  ["`up` that creates", "up"],
  ["`preview` without a change", "preview"],
  ["`up` that changes nothing", "up"],
  ["`refresh`", "refresh"],
] as const;

interface State {
  readonly deployment: { readonly resources: readonly { type: string; inputs?: object; outputs?: object }[] };
}

/** Counts the tokens and requests of each operation of a stack, and the bytes that an assignment adds to its state. */
export async function measureTokens(scratch: Scratch, n: number): Promise<Table> {
  progress("tokens");
  return await withIdentity((identity) =>
    withTenant(policies, { service: "observed" }, async (tenant) => {
      const env = { INTUNE_GRAPH_ENDPOINT: tenant.url, ...identity.env };
      const stack = await Stack.create(scratch, { kind: "intune", n, policies }, env);
      const rows: (string | number)[][] = [];
      for (const [words, command] of steps) {
        await stack.run(command);
        rows.push([words, identity.tokens(), takeCounts(tenant).requests, ""]);
      }
      const { resources } = (JSON.parse(await stack.exportState()) as State).deployment;
      const own = resources.filter(({ type }) => type.includes("intune:"));
      const bytes = own.map(
        ({ inputs, outputs }) => JSON.stringify(inputs).length + JSON.stringify(outputs).length,
      );
      rows.push(["the state", "", "", `${Math.max(...bytes)} bytes an assignment`]);
      await stack.remove();
      return {
        title: `Tokens, requests and state of ${n} assignments on ${policies} policies, observed`,
        header: ["operation", "tokens", "requests", "state"],
        rows,
      };
    }),
  );
}
