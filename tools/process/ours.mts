import { execa } from "execa";

/** A running process. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Its arguments, followed by its environment where the system shows that. */
  readonly command: string;
}

/**
 * Whether this system can tell which processes run. `ps` of Linux and macOS shows the environment of one's own
 * processes; Windows has nothing like it.
 */
const canListProcesses = process.platform !== "win32";

/** All running processes. */
export async function runningProcesses(): Promise<RunningProcess[]> {
  // Without an environment of its own, so that it is never among the processes that it looks for.
  const options = { env: { PATH: process.env["PATH"] ?? "" }, extendEnv: false, stdin: "ignore" } as const;
  const { stdout } = await execa("ps", ["axeww", "-o", "pid=,ppid=,args="], options);
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/**
 * The processes that were started for a folder: it stands in their arguments or in their environment, which they
 * inherit from whoever started them, and keep when that one dies. Empty where {@link canListProcesses} is false.
 */
export async function processesOf(folder: string): Promise<RunningProcess[]> {
  if (!canListProcesses) return [];
  const all = await runningProcesses();
  return all.filter(({ pid, command }) => pid !== process.pid && command.includes(folder));
}

/** Ends the processes that were started for a folder, at once. Returns what it has ended, without the environment. */
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
