import { closeSync, openSync, readdirSync, unlinkSync } from "node:fs";
import path from "node:path";
import type { Operation } from "../graph";
import { NotesGoneError, NotesNotWrittenError } from "./errors";

/** How long to wait before looking again whose turn it is, in milliseconds. */
const lookAgainMs = 10;

/** Where the processes that want one lock stand in line. */
export interface Queue {
  readonly folder: string;
  /** The name of the lock, without a dot. */
  readonly name: string;
  /** Who stands there: the process's id, a hyphen, and what no other has. */
  readonly owner: string;
}

/** A file whose name is all that it says. */
interface Ticket {
  readonly number: number;
  readonly owner: string;
  readonly file: string;
}

/**
 * Runs one function at a time, across all processes that use the same folder, in the order in which they ask. Two
 * processes that assign one policy at the same time would overwrite each other.
 *
 * It is Lamport's bakery: whoever asks takes a number above all others, and the lowest number has its turn. A number is a file
 * that nobody else writes or replaces. So everybody may remove the file of a process that has ended, at any time. Mostly
 * nobody else asks, so the first number is 1, without a look at the others.
 *
 * @throws DeadlineError when the operation's time is over before its turn; NotesGoneError if the folder or the own file is gone.
 */
export async function withLock<T>(queue: Queue, operation: Operation, act: () => Promise<T>): Promise<T> {
  for (let number = 1; ; ) {
    const ticket = take(queue, number);
    try {
      let tickets = ticketsOf(queue);
      // Who took a higher number before this file was there may have its turn already. Who takes one later sees the file.
      if (tickets.some((other) => isBefore(ticket, other))) {
        number = 1 + Math.max(...tickets.map((other) => other.number));
        continue;
      }
      while (!hasTurn(ticket, tickets)) {
        await operation.sleep(lookAgainMs);
        tickets = ticketsOf(queue);
      }
      return await act();
    } finally {
      while (!remove(ticket.file)) await operation.sleep(lookAgainMs);
    }
  }
}

function take({ folder, name, owner }: Queue, number: number): Ticket {
  const file = path.join(folder, `${name}.${number}.${owner}`);
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    throw codeOf(error) === "ENOENT" ? new NotesGoneError(folder) : notWritten(file, error);
  }
  return { number, owner, file };
}

function hasTurn(ticket: Ticket, tickets: readonly Ticket[]): boolean {
  if (!tickets.some(({ file }) => file === ticket.file)) throw new NotesGoneError(ticket.file);
  return !tickets.some((other) => isBefore(other, ticket));
}

/** Two processes that ask at the same moment can take the same number. */
function isBefore(one: Ticket, other: Ticket): boolean {
  return one.number < other.number || (one.number === other.number && one.owner < other.owner);
}

/** The tickets of the processes that are running. The others are removed. */
function ticketsOf({ folder, name }: Queue): Ticket[] {
  return namesIn(folder).flatMap((each): Ticket[] => {
    const [lock, number, owner = ""] = each.split(".");
    if (lock !== name) return [];
    const file = path.join(folder, each);
    if (isAlive(Number.parseInt(owner, 10))) return [{ number: Number(number), owner, file }];
    remove(file);
    return [];
  });
}

/** What a folder holds: nothing if it is gone. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

/**
 * Removes a file, unless another program holds it: on Windows, a virus scanner can for a moment.
 *
 * `rmSync` does nothing on Windows, and does not say so, if the path has characters beyond ASCII, such as those of a user's
 * name (nodejs/node #61067).
 *
 * @returns Whether the file is gone.
 */
export function remove(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch (error) {
    return codeOf(error) === "ENOENT";
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

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** @param error - What the system answered. */
export function notWritten(file: string, error: unknown): unknown {
  return error instanceof Error ? new NotesNotWrittenError(file, error) : error;
}
