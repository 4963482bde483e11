import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs, { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { RunFolder } from "../../provider/assignments/runFolder";
import { Operation } from "../../provider/graph/operation";
import { root } from "../../tools/setup/root.mjs";
import { bringDistUpToDate } from "../support/dist";
import { refusal, replaceFileOperations } from "../support/fileOperations";
import { takeOwnTmp } from "../support/ownTmp";

const place = "a run";
const policy = "a policy";
const operation = () =>
  new Operation({ attempt: "take the lock", permissions: [] }, 300_000, new AbortController().signal);
const forever = () => new Promise<void>(() => {});

/** The files in the temporary folder that are not notes. */
const locks = () =>
  readdirSync(tmpdir(), { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((each) => each.isFile() && !each.name.endsWith(".notes"))
    .map(({ parentPath, name }) => path.join(parentPath, name));

/** Calls something before each file operation until the test calls what is returned. */
function beforeFileOperations(act: () => void): () => void {
  const functions = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  const names = [
    "openSync",
    "closeSync",
    "writeSync",
    "readFileSync",
    "statSync",
    "readdirSync",
    "unlinkSync",
  ];
  let isActing = false;
  const acting = names.map((name) => {
    const original = functions[name] ?? expect.unreachable(name);
    return [
      name,
      (...args: unknown[]) => {
        if (!isActing) {
          isActing = true;
          act();
          isActing = false;
        }
        return original(...args);
      },
    ];
  });
  return replaceFileOperations(Object.fromEntries(acting));
}

/** Starts another process of the run, which asks for the lock in its own way, says so, and is killed then. */
async function killedProcess(code: string): Promise<void> {
  const start = `
    const [dist, place, policy] = process.argv.slice(1);
    const { RunFolder } = require(dist + "/provider/assignments/runFolder.js");
    const { Operation } = require(dist + "/provider/graph/operation.js");
    const operation = new Operation({ permissions: [] }, 300_000, new AbortController().signal);
    const folder = new RunFolder(place);
    const ask = (act) => folder.withLock(policy, operation, act);
    const say = () => process.stdout.write("ready");
    const forever = () => new Promise(() => {});
    process.stdin.resume();
    ${code}`;
  const child: ChildProcess = spawn(process.execPath, ["-e", start, path.join(root, "dist"), place, policy], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout ?? expect.unreachable(), "data");
  child.kill("SIGKILL");
  await once(child, "close");
}

describe("the lock of a policy between the processes of a run", () => {
  beforeAll(bringDistUpToDate, 300_000);
  beforeEach(() => {
    onTestFinished(takeOwnTmp());
  });

  it("is given to who waits before who has just had it", async () => {
    const [busy, waiting] = [new RunFolder(place), new RunFolder(place)];
    const turns: string[] = [];
    const take = (folder: RunFolder, name: string) =>
      folder.withLock(policy, operation(), async () => void turns.push(name));
    let waits: Promise<void> | undefined;
    await busy.withLock(policy, operation(), async () => {
      waits = take(waiting, "waiting");
    });
    await Promise.all([take(busy, "busy").then(() => take(busy, "busy")), waits]);
    expect(turns).toEqual(["waiting", "busy", "busy"]);
    expect(locks()).toEqual([]);
  });

  it("is held by one process at a time, whatever others do between its file operations", async () => {
    const [holder, fourth] = [new RunFolder(place), new RunFolder(place)];
    // At the same moment, the name of the one or of the other comes first.
    const [second, third] = [new RunFolder(place), new RunFolder(place)];
    /** The holder has the lock, and one asks for it. Before these operations of it, the holder lets go, and the others ask. */
    const mostAtOnce = async (asker: RunFolder, other: RunFolder, at: readonly number[]) => {
      const name = `policy ${asker === second} ${at}`;
      let [inside, most] = [0, 0];
      const haveAllAsked = Promise.withResolvers<void>();
      const turns: Promise<void>[] = [];
      const ask = (folder: RunFolder) => {
        const act = async () => {
          most = Math.max(most, ++inside);
          await haveAllAsked.promise;
          inside--;
        };
        turns.push(folder.withLock(name, operation(), act));
      };
      const before = locks();
      void holder.withLock(name, operation(), forever);
      const held = locks().filter((file) => !before.includes(file));
      const letGo = () => {
        for (const file of held) rmSync(file);
      };
      const events = [letGo, () => ask(other), () => ask(fourth)];
      let [next, operations] = [0, 0];
      const happen = (until: number) => {
        for (; next < events.length && (at[next] ?? 0) <= until; next++) events[next]?.();
      };
      const end = beforeFileOperations(() => happen(++operations));
      ask(asker);
      end();
      happen(Number.POSITIVE_INFINITY);
      haveAllAsked.resolve();
      await Promise.all(turns);
      return most;
    };
    const numbers = Array.from({ length: 7 }, (_, n) => n + 1);
    const from = (start: number) => numbers.filter((n) => n >= start);
    const places = numbers.flatMap((i) => from(i).flatMap((j) => from(j).map((k) => [i, j, k])));
    const wrong = await Promise.all(
      places.map(async (at) => {
        const most = [await mostAtOnce(second, third, at), await mostAtOnce(third, second, at)];
        return Math.max(...most) === 1 ? [] : [at.join()];
      }),
    );
    expect(wrong.flat()).toEqual([]);
    expect(locks()).toEqual([]);
  });

  it("is given back where rmSync does nothing, as on Windows with a user's name beyond ASCII", async () => {
    onTestFinished(replaceFileOperations({ rmSync: () => {} }));
    await new RunFolder(place).withLock(policy, operation(), async () => {});
    expect(locks()).toEqual([]);
  });

  it("is given back as soon as a virus scanner lets go of its file", async () => {
    const { unlinkSync } = fs;
    let refusals = 3;
    const scan: typeof unlinkSync = (file) => {
      if (refusals-- > 0) throw refusal("EBUSY");
      unlinkSync(file);
    };
    onTestFinished(replaceFileOperations({ unlinkSync: scan }));
    expect(await new RunFolder(place).withLock(policy, operation(), async () => "done")).toBe("done");
    expect(refusals).toBe(-1);
    expect(locks()).toEqual([]);
  });

  it.each([
    ["had it", "ask(async () => { say(); await forever(); });"],
    ["had it and asked again", "ask(async () => { ask(forever); say(); await forever(); });"],
  ])("is free once a process is killed that %s", async (_, code) => {
    await killedProcess(code);
    expect(locks()).not.toEqual([]);
    await new RunFolder(place).withLock(policy, operation(), async () => expect(locks()).toHaveLength(1));
    expect(locks()).toEqual([]);
  });

  it("passes by a process that was killed while it waited", async () => {
    const folder = new RunFolder(place);
    await folder.withLock(policy, operation(), () => killedProcess("ask(forever); say();"));
    await folder.withLock(policy, operation(), async () => expect(locks()).toHaveLength(1));
    expect(locks()).toEqual([]);
  });
});
