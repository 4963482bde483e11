import { runningProcesses } from "../../../tools/process/ours.mts";

/** The process in which a running CLI has the provider, by either door; undefined while there is none. */
export async function providerProcessOf(cli: number): Promise<number | undefined> {
  const all = await runningProcesses();
  const family = new Set([cli]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.find(
    ({ pid, command }) => family.has(pid) && /dynamic-provider|dist.plugin.index\.js/.test(command),
  )?.pid;
}
