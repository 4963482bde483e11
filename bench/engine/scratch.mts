import { mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildDist } from "../../tools/build/dist.mts";
import type { Engine } from "../../tools/engine/engine.mts";
import { ensureEngine } from "../../tools/engine/ensure.mts";
import { root } from "../../tools/setup/root.mjs";

/** What all stacks of a run share: the engine, and a folder with the node_modules of their programs. */
export interface Scratch {
  readonly engine: Engine;
  readonly folder: string;
}

/** Makes the folder, gives it to `work`, and removes it. */
export async function withScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const engine = await ensureEngine();
  await buildDist();
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-intune-bench-")));
  try {
    const modules = path.join(folder, "node_modules");
    await mkdir(modules);
    const links = {
      "@pulumi": path.join(root, "node_modules", "@pulumi"),
      "pulumi-intune": root,
      "pulumi-intune-bench": path.join(root, "bench", "program"),
    };
    for (const [name, target] of Object.entries(links)) {
      await symlink(target, path.join(modules, name), "junction");
    }
    return await work({ engine, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
