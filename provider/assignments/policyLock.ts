import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import type { Operation } from "../graph";
import { NotesGoneError, NotesNotWrittenError } from "./errors";

/** How long to wait before trying the lock again, in milliseconds. */
const lookAgainMs = 10;
/** How old a file without the id of its process must be before it counts as left behind, in milliseconds. */
const writtenWithinMs = 10_000;

/**
 * Runs one function at a time, across all processes that use the same lock file. Two processes that assign one policy
 * at the same time would overwrite each other. If the process that holds the lock has ended, another one takes it over.
 *
 * @throws DeadlineError when the operation's time is over before the lock is free; NotesGoneError if the file's folder is gone.
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
  if (isHeld(file)) return false;
  if (!create(takeover)) {
    // It is there for a moment only, unless the process that took over was killed in it.
    if (!isHeld(takeover)) rmSync(takeover, { force: true });
    return false;
  }
  try {
    if (!isHeld(file)) rmSync(file, { force: true });
    return create(file);
  } finally {
    rmSync(takeover, { force: true });
  }
}

/** Creates a file with this process's id, unless the file exists. */
function create(file: string): boolean {
  const descriptor = open(file);
  if (descriptor === undefined) return false;
  try {
    writeSync(descriptor, String(process.pid));
    return true;
  } catch (error) {
    rmSync(file, { force: true });
    throw notWritten(file, error);
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a new file; undefined if the file exists. */
function open(file: string): number | undefined {
  try {
    return openSync(file, "wx", 0o600);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return undefined;
    throw codeOf(error) === "ENOENT" ? new NotesGoneError(path.dirname(file)) : notWritten(file, error);
  }
}

function isHeld(file: string): boolean {
  try {
    const holder = readFileSync(file, "utf8");
    // A young file without an id is being written right now. The process that made an old one was killed before that.
    return holder === "" ? Date.now() - statSync(file).mtimeMs < writtenWithinMs : isAlive(Number(holder));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

/** Whether a process is running, even for another user. */
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

/** @param error - What the system answered. */
export function notWritten(file: string, error: unknown): unknown {
  return error instanceof Error ? new NotesNotWrittenError(file, error) : error;
}
