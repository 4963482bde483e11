import path from "node:path";
import { execa } from "execa";
import { root } from "../../tools/setup/root.mjs";
import { withIdentity } from "../identity.mts";
import { progress } from "../progress.mts";
import type { Findings } from "../report/row.mts";
import { median } from "../report/statistics.mts";
import { withTenant } from "../tenant.mts";

const rounds = 11;
const script = path.join(import.meta.dirname, "..", "program", "loads.cjs");

/** What a process loaded, and how long that took. */
interface Loads {
  readonly ms: number;
  readonly modules: number;
  readonly packages: readonly string[];
}

/** What is loaded, by the program and by the provider, and how long it takes. */
export async function measureLoads(): Promise<Findings> {
  progress("loading");
  const program = await repeat("program", {});
  const provider = await repeat("provider", {});
  const [token, identity] = await withTenant(1, { service: "observed" }, async (tenant) => {
    const env = { INTUNE_GRAPH_ENDPOINT: tenant.url };
    const withToken = await repeat("request", { ...env, INTUNE_ACCESS_TOKEN: "bench" });
    const withManaged = await withIdentity(({ env: more }) => repeat("request", { ...env, ...more }));
    return [withToken, withManaged];
  });
  const describe = ({ ms, modules, packages }: Loads) =>
    `${ms.toFixed(0)} ms, ${modules} modules${packages.length > 0 ? `, of ${packages.join(", ")}` : ""}`;
  const azure = (loads: Loads) => loads.packages.some((name) => name.startsWith("@azure/"));
  return {
    rows: [
      {
        figure: "loading the package in a program, beyond `@pulumi/pulumi`",
        goal: "≤ 20 ms, no third-party package",
        measured: describe(program),
        met: program.ms <= 20 && program.packages.length === 0,
      },
      {
        figure: "loading the provider",
        goal: "no third-party package",
        measured: describe(provider),
        met: provider.packages.length === 0,
      },
      {
        figure: "the provider from its start to the answer of its first request, with an access token",
        goal: "no `@azure/identity`",
        measured: describe(token),
        met: !azure(token),
      },
      {
        figure: "the same with a managed identity, its token included",
        goal: "",
        measured: `${identity.ms.toFixed(0)} ms, ${identity.modules} modules`,
      },
    ],
  };
}

async function repeat(what: string, env: Record<string, string>): Promise<Loads> {
  const run = async (...mode: string[]): Promise<Loads> => {
    const options = { cwd: root, env, stdin: "ignore" } as const;
    const { stdout } = await execa(process.execPath, [script, what, ...mode], options);
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Loads;
  };
  const listed = await run("list");
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push((await run()).ms);
  return { ...listed, ms: median(times) };
}
