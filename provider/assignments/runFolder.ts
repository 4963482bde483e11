import { hash, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  rmdirSync,
  statSync,
  writeSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import type { Operation } from "../graph";
import { FolderNotPrivateError, NotesGoneError } from "./errors";
import { isAlive, namesIn, notWritten, remove, withLock } from "./policyLock";

const notesSuffix = ".notes";
/**
 * How long a folder must be unchanged before it is removed if nothing shows that its run is over, in milliseconds. Its
 * process may be just starting, or run in another container that shares the temporary folder.
 */
const unchangedForMs = 24 * 3_600_000;

interface OthersNotes {
  readonly file: string;
  /** The end of the last whole line that was read. */
  position: number;
}

/**
 * The folder through which the provider processes of one run talk: each process has a file, and each note is a line.
 * Only the user can read it. The engine ends the processes by a signal, so they cannot clean up. The next run removes
 * folders whose processes have all ended.
 */
export class RunFolder {
  readonly #folder: string;
  /** Who this process is to the others. */
  readonly #owner = `${process.pid}-${randomUUID()}`;
  /** The name of this process's file, which stays open. */
  readonly #own = `${this.#owner}${notesSuffix}`;
  readonly #descriptor: number;
  /** How many bytes of whole lines this process's file has. */
  #size = 0;
  readonly #others = new Map<string, OthersNotes>();

  constructor(place: string) {
    const base = privateBase();
    const here = nameOf(processSpace());
    for (const run of readdirSync(base)) removeIfOver(path.join(base, run), run.startsWith(here));
    this.#folder = path.join(base, `${here}-${nameOf(place)}`);
    this.#descriptor = this.#openOwn();
  }

  /** Writes lines that the other processes read before they decide. */
  write(lines: readonly string[]): void {
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    try {
      for (let written = 0; written < text.length; ) {
        written += writeSync(this.#descriptor, text, written, text.length - written, this.#size + written);
      }
      this.#size += text.length;
    } catch (error) {
      // The beginning of a line can be written. The next line must not continue it.
      ftruncateSync(this.#descriptor, this.#size);
      throw notWritten(path.join(this.#folder, this.#own), error);
    }
  }

  /**
   * The lines that other processes have written since the last time.
   *
   * @throws NotesGoneError if this process's own notes are gone.
   */
  readOthers(): string[] {
    const names = namesIn(this.#folder);
    if (!names.includes(this.#own)) throw new NotesGoneError(path.join(this.#folder, this.#own));
    return names
      .filter((name) => name.endsWith(notesSuffix) && name !== this.#own)
      .flatMap((name) => this.#readNew(name));
  }

  /** Runs one function at a time, across all processes that use this folder. */
  withLock<T>(name: string, operation: Operation, act: () => Promise<T>): Promise<T> {
    return withLock({ folder: this.#folder, name: nameOf(name), owner: this.#owner }, operation, act);
  }

  #openOwn(): number {
    const file = path.join(this.#folder, this.#own);
    for (;;) {
      const descriptor = writing(this.#folder, () => {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        // Windows does not cut off a file that is open for appending (nodejs/node #3177).
        return openSync(file, "wx", 0o600);
      });
      if (existsSync(file)) return descriptor;
      // Another run was removing the old folder right now.
      closeSync(descriptor);
    }
  }

  #readNew(name: string): string[] {
    let notes = this.#others.get(name);
    if (notes === undefined) {
      notes = { file: path.join(this.#folder, name), position: 0 };
      this.#others.set(name, notes);
    }
    const size = statSync(notes.file).size - notes.position;
    if (size <= 0) return [];
    const bytes = Buffer.alloc(size);
    const descriptor = openSync(notes.file, "r");
    const read = readSync(descriptor, bytes, 0, size, notes.position);
    closeSync(descriptor);
    // What follows the last whole line is not written yet.
    const end = bytes.subarray(0, read).lastIndexOf("\n") + 1;
    notes.position += end;
    return bytes.toString("utf8", 0, end).split("\n").slice(0, -1);
  }
}

/** The folder for all runs of this user. */
function privateBase(): string {
  const uid = process.getuid?.();
  const base = path.join(tmpdir(), `pulumi-intune-${uid ?? "runs"}`);
  writing(base, () => mkdirSync(base, { recursive: true, mode: 0o700 }));
  const stat = lstatSync(base);
  const isPrivate = uid === undefined || (stat.uid === uid && (stat.mode & 0o077) === 0);
  if (!stat.isDirectory() || !isPrivate) throw new FolderNotPrivateError(base);
  return base;
}

/** Where a process's id means that process, and no other: a container has ids of its own. */
function processSpace(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    // Only Linux has such containers.
    return hostname();
  }
}

/** @param isHere - Whether the run's processes can be seen from this process. */
function removeIfOver(folder: string, isHere: boolean): void {
  try {
    const names = readdirSync(folder);
    const notes = names.filter((name) => name.endsWith(notesSuffix));
    const isOver =
      isHere && notes.length > 0
        ? !notes.some((name) => isAlive(Number.parseInt(name, 10)))
        : [".", ...notes].every((name) => isUnchanged(path.join(folder, name)));
    if (!isOver) return;
    for (const name of names) remove(path.join(folder, name));
    rmdirSync(folder);
  } catch {
    // Another run removes it right now, or another program has a file of it open. A later run tries again.
  }
}

function isUnchanged(file: string): boolean {
  return Date.now() - statSync(file).mtimeMs > unchangedForMs;
}

function writing<T>(place: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw notWritten(place, error);
  }
}

/** A file name for any text. */
function nameOf(text: string): string {
  return hash("sha256", text, "hex").slice(0, 32);
}
