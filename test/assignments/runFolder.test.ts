import fs, { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { NotesNotWrittenError } from "../../provider/assignments/errors";
import { RunFolder } from "../../provider/assignments/runFolder";
import { refusal, replaceFileOperations } from "../support/fileOperations";
import { takeOwnTmp } from "../support/ownTmp";

const place = "a run";
const ended = "999999999";

beforeEach(() => {
  onTestFinished(takeOwnTmp());
});

/** The folder of another run on this machine, whose only process has ended. */
function folderOfEndedRun(): string {
  new RunFolder(place);
  const base = path.join(tmpdir(), readdirSync(tmpdir())[0] ?? expect.unreachable());
  const [own = expect.unreachable()] = readdirSync(base);
  const folder = path.join(base, `${own.split("-")[0]}-another`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, `${ended}-a.notes`), "");
  return folder;
}

describe("the folder of a run whose processes have ended", () => {
  it("is removed where rmSync does nothing, as on Windows with a user's name beyond ASCII", () => {
    const folder = folderOfEndedRun();
    onTestFinished(replaceFileOperations({ rmSync: () => {} }));
    new RunFolder(place);
    expect(fs.existsSync(folder)).toBe(false);
  });

  it.each(["unlinkSync", "rmdirSync", "readdirSync"] as const)(
    "stays for a later run if Windows refuses %s",
    (name) => {
      const folder = folderOfEndedRun();
      const original = fs[name] as (place: string) => unknown;
      const refuse = (each: string) => {
        if (each.startsWith(folder)) throw refusal("EPERM");
        return original(each);
      };
      const bringBack = replaceFileOperations({ [name]: refuse });
      onTestFinished(bringBack);
      new RunFolder(place).write(["a note"]);
      expect(fs.existsSync(folder)).toBe(true);
      bringBack();
    },
  );
});

it("a note that was cut off is overwritten by the next, where Windows cuts off no file open for appending", () => {
  const { openSync, writeSync, ftruncateSync } = fs;
  const appending = new Set<number>();
  let isFull = false;
  const open = (file: string, flags: string, mode: number) => {
    const descriptor = openSync(file, flags, mode);
    if (flags.startsWith("a")) appending.add(descriptor);
    return descriptor;
  };
  const write = (descriptor: number, text: Buffer, offset: number, length: number, position: number) => {
    if (!isFull) return writeSync(descriptor, text, offset, length, position);
    if (length < 9) throw refusal("ENOSPC");
    return writeSync(descriptor, text, offset, 9, position);
  };
  const truncate = (descriptor: number, length: number) => {
    if (appending.has(descriptor)) throw refusal("EPERM");
    ftruncateSync(descriptor, length);
  };
  const other = new RunFolder(place);
  onTestFinished(
    replaceFileOperations({
      openSync: open as typeof openSync,
      writeSync: write as typeof writeSync,
      ftruncateSync: truncate as typeof ftruncateSync,
    }),
  );
  const folder = new RunFolder(place);
  folder.write(["first"]);
  isFull = true;
  expect(() => folder.write(["second", "third"])).toThrow(NotesNotWrittenError);
  isFull = false;
  folder.write(["4"]);
  expect(other.readOthers()).toEqual(["first", "4"]);
});
