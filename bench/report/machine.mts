import { readFile } from "node:fs/promises";
import { cpus, freemem, loadavg, release, totalmem, type } from "node:os";
import path from "node:path";
import type { Engine } from "../../tools/engine/engine.mts";
import { root } from "../../tools/setup/root.mjs";

/** Where and with what the figures were measured, in Markdown. */
export async function describeMachine(engine: Engine, loadBefore: readonly number[]): Promise<string> {
  const processors = cpus();
  const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(0)} GB`;
  const load = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(", ");
  const versions = await Promise.all(
    ["@pulumi/pulumi", "undici", "@azure/identity"].map(async (name) => `${name} ${await versionOf(name)}`),
  );
  return [
    `- ${processors.length} × ${processors[0]?.model.trim()}, ${gigabytes(totalmem())} of memory (${gigabytes(freemem())} free), ${type()} ${release()}`,
    `- load averages (1, 5, 15 minutes): ${load(loadBefore)} before the run, ${load(loadavg())} after it`,
    `- Pulumi engine ${engine.version}, Node ${process.versions.node}, ${versions.join(", ")}`,
    `- ${new Date().toISOString().slice(0, 10)}, with \`npm run bench\``,
  ].join("\n");
}

async function versionOf(name: string): Promise<string> {
  const text = await readFile(path.join(root, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
