import { execa } from "execa";

/** A running process. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Its arguments, followed by its environment if the system shows that. */
  readonly command: string;
}

/**
 * Whether this system can list processes. On Linux and macOS, `ps` shows the environment of your own processes. Windows
 * has nothing similar.
 */
const canListProcesses = process.platform !== "win32";

/** All running processes. */
export async function runningProcesses(): Promise<RunningProcess[]> {
  // Without our environment, so that `ps` is never one of the processes that we look for.
  const options = { env: { PATH: process.env["PATH"] ?? "" }, extendEnv: false, stdin: "ignore" } as const;
  const { stdout } = await execa("ps", ["axeww", "-o", "pid=,ppid=,args="], options);
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/**
 * The processes of a folder: those that have it in their arguments or their environment. A process inherits its
 * environment, and keeps it when its parent dies. Empty if {@link canListProcesses} is false.
 */
export async function processesOf(folder: string): Promise<RunningProcess[]> {
  if (!canListProcesses) return [];
  const all = await runningProcesses();
  return all.filter(({ pid, command }) => pid !== process.pid && command.includes(folder));
}

/** Kills the processes of a folder. Returns their ids and arguments, without the environment. */
export async function endProcessesOf(folder: string): Promise<string[]> {
  const ended = new Map<number, string>();
  for (;;) {
    const left = (await processesOf(folder)).filter(({ pid }) => isAlive(pid));
    if (left.length === 0) return [...ended.values()];
    for (const { pid, command } of left) {
      ended.set(pid, `${pid} ${command.replace(/ [A-Za-z_]\w*=.*$/, "")}`);
      process.kill(pid, "SIGKILL");
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
