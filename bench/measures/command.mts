import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { root } from "../../tools/setup/root.mjs";
import { progress } from "../progress.mts";
import { seconds } from "../report/statistics.mts";
import type { Table } from "../report/table.mts";
import { takeCounts, withTenant } from "../tenant.mts";

const perPolicy = 5;

/** The command on a large tenant: import, and the report as a page. */
export async function measureCommand(policies: number): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const args of [["import", "--force"], ["report"]]) {
    progress(`${args[0]} of ${policies} policies`);
    await withTenant(
      policies,
      { service: "observed" },
      async (tenant) => {
        const folder = await mkdtemp(path.join(tmpdir(), "pulumi-intune-command-"));
        const command = path.join(root, "dist", "cli", "index.js");
        const probe = `--require=${path.join(root, "bench", "program", "peak.cjs")}`;
        const began = performance.now();
        const { stderr } = await execa(process.execPath, [probe, command, ...args], {
          cwd: folder,
          env: { INTUNE_GRAPH_ENDPOINT: tenant.url, INTUNE_ACCESS_TOKEN: "bench" },
          stdin: "ignore",
          timeout: 900_000,
        });
        const taken = (performance.now() - began) / 1_000;
        await rm(folder, { recursive: true });
        const peak = /peak (\d+) MB/.exec(stderr)?.[1] ?? "?";
        rows.push([args.join(" "), seconds(taken), takeCounts(tenant).requests, peak]);
      },
      perPolicy,
    );
  }
  return {
    title: `The command on ${policies} policies with ${perPolicy} assignments each`,
    header: ["command", "s", "requests", "peak MB"],
    rows,
  };
}
