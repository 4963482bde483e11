import { readFile } from "node:fs/promises";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import path from "node:path";
import { execa } from "execa";
import type { Engine } from "../../tools/engine/engine.mts";
import { root } from "../../tools/setup/root.mjs";
import type { Circumstances } from "./results.mts";

/** Where and with what the figures were measured, in Markdown. */
export async function describeMachine(engine: Engine): Promise<string> {
  const processors = cpus();
  const versions = await Promise.all(
    ["@pulumi/pulumi", "undici", "@azure/identity"].map(async (name) => `${name} ${await versionOf(name)}`),
  );
  return [
    `- ${processors.length} × ${processors[0]?.model.trim()}, ${(totalmem() / 1024 ** 3).toFixed(0)} GB of memory, ${type()} ${release()}`,
    `- Pulumi engine ${engine.version}, Node ${process.versions.node}, ${versions.join(", ")}`,
  ].join("\n");
}

/** When something was measured, on what, and how busy the machine was. */
export async function circumstances(loadBefore: number): Promise<Circumstances> {
  const { stdout } = await execa("git", ["rev-parse", "--short", "HEAD"], { cwd: root, stdin: "ignore" });
  return {
    at: new Date().toISOString().slice(0, 16).replace("T", " "),
    commit: stdout.trim(),
    load: [loadBefore, loadNow()],
  };
}

/** The load average of the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

async function versionOf(name: string): Promise<string> {
  const text = await readFile(path.join(root, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
