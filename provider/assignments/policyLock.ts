import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import type { Operation } from "../graph";

/** How long to wait before looking again whether the lock is free, in milliseconds. */
const lookAgainMs = 10;

/**
 * Runs one thing at a time for everybody who uses the same file. Two processes that assign one policy at the same
 * time would overwrite one another. A lock is taken over from a process that has died.
 *
 * @throws DeadlineError when the operation's time is over before the lock is free.
 */
export async function withLock<T>(file: string, operation: Operation, act: () => Promise<T>): Promise<T> {
  while (!tryLock(file)) await operation.sleep(lookAgainMs);
  try {
    return await act();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(file: string): boolean {
  if (create(file)) return true;
  // Only one process at a time may take over, or the second one would remove the lock that the first one took.
  const takeover = `${file}.takeover`;
  if (isHeld(file) || !create(takeover)) return false;
  try {
    if (!isHeld(file)) rmSync(file, { force: true });
    return create(file);
  } finally {
    rmSync(takeover, { force: true });
  }
}

/** Makes a file with this process's id in it, unless there is one. */
function create(file: string): boolean {
  try {
    const descriptor = openSync(file, "wx", 0o600);
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function isHeld(file: string): boolean {
  try {
    const holder = readFileSync(file, "utf8");
    // Without an id yet, it is just being made.
    return holder === "" || isAlive(Number(holder));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

/** Whether a process lives, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
