import { readFile } from "node:fs/promises";
import { cpus, release, totalmem, type } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import type { Engine } from "../../tools/engine/engine.mts";
import { root } from "../../tools/setup/root.mjs";

/** The machine and the versions of the measurement, in one line of Markdown. */
export async function describeMachine(engine: Engine): Promise<string> {
  const processors = cpus();
  const memory = `${(totalmem() / 1024 ** 3).toFixed(0)} GB`;
  const versions = await Promise.all(
    ["@pulumi/pulumi", "undici", "@microsoft/microsoft-graph-client"].map(
      async (name) => `${name} ${await versionOf(name)}`,
    ),
  );
  return `${processors.length} × ${processors[0]?.model.trim()}, ${memory}, ${type()} ${release()}; Pulumi ${engine.version}, Node ${process.versions.node}, ${versions.join(", ")}.`;
}

/** The commit that is measured. */
export async function commit(): Promise<string> {
  const { stdout } = await execa("git", ["rev-parse", "--short", "HEAD"], { cwd: root, stdin: "ignore" });
  return stdout.trim();
}

/** How busy the processors are while this run does nothing, from 0 to 1. */
export async function busyElsewhere(): Promise<number> {
  const before = times();
  await wait(1_000);
  const after = times();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

function times(): { idle: number; all: number } {
  const each = cpus().map(({ times: { idle, ...busy } }) => ({
    idle,
    all: idle + Object.values(busy).reduce((sum, value) => sum + value, 0),
  }));
  const sum = (part: "idle" | "all") => each.reduce((total, one) => total + one[part], 0);
  return { idle: sum("idle"), all: sum("all") };
}

async function versionOf(name: string): Promise<string> {
  const text = await readFile(path.join(root, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
