import { execa } from "execa";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The process that runs dynamic resources' handlers for a running CLI; undefined while there is none. */
export async function providerProcessOf(cli: number): Promise<number | undefined> {
  const all = await processes();
  const family = new Set([cli]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.find(({ pid, command }) => family.has(pid) && /dynamic-provider/.test(command))?.pid;
}

async function processes(): Promise<Process[]> {
  const { stdout } = await execa("ps", ["-eo", "pid=,ppid=,args="]);
  return stdout.split("\n").map((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), command: command ?? "" };
  });
}
