import { runningProcesses } from "../../../tools/process/ours.mts";

/**
 * The processes in which a running CLI has the provider, by either door. The plugin has one more where a program needs
 * the schema.
 */
export async function providerProcessesOf(cli: number): Promise<number[]> {
  const all = await runningProcesses();
  const family = new Set([cli]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all
    .filter(({ pid, command }) => family.has(pid) && /dynamic-provider|dist.plugin.index\.js/.test(command))
    .map(({ pid }) => pid);
}
