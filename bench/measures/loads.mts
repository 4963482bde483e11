import path from "node:path";
import { execa } from "execa";
import { root } from "../../tools/setup/root.mjs";
import { withIdentity } from "../identity.mts";
import { progress } from "../progress.mts";
import { describeSpread } from "../report/statistics.mts";
import type { Table } from "../report/table.mts";
import { withTenant } from "../tenant.mts";

const script = path.join(import.meta.dirname, "..", "program", "loads.cjs");

/** The modules that a process loaded, and how long that took. */
interface Loads {
  readonly ms: number;
  readonly modules: number;
  readonly packages: readonly string[];
}

/** Measures what the program and the provider load, and how long that takes. */
export async function measureLoads(rounds: number): Promise<Table> {
  progress("loading");
  const rows = [
    ["the package in a program, beyond `@pulumi/pulumi`", ...(await repeat(rounds, "program", {}))],
    ["the provider", ...(await repeat(rounds, "provider", {}))],
  ];
  await withTenant(1, { service: "observed" }, async (tenant) => {
    const env = { INTUNE_GRAPH_ENDPOINT: tenant.url };
    const token = { ...env, INTUNE_ACCESS_TOKEN: "bench" };
    rows.push([
      "the provider up to the answer of its first request, with an access token",
      ...(await repeat(rounds, "request", token)),
    ]);
    await withIdentity(async (identity) => {
      const managed = { ...env, ...identity.env };
      rows.push([
        "the same with a managed identity, its token included",
        ...(await repeat(rounds, "request", managed)),
      ]);
    });
  });
  return {
    title: `Loading; median (spread) of ${rounds} processes`,
    header: ["what", "ms", "modules", "packages"],
    rows,
  };
}

async function repeat(rounds: number, what: string, env: Record<string, string>): Promise<string[]> {
  const run = async (...mode: string[]): Promise<Loads> => {
    const options = { cwd: root, env, stdin: "ignore" } as const;
    const { stdout } = await execa(process.execPath, [script, what, ...mode], options);
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Loads;
  };
  const { modules, packages } = await run("list");
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push((await run()).ms);
  return [describeSpread(times), String(modules), packages.join(", ") || "none"];
}
