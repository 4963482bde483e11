import fs from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { OutputFiles } from "../../cli/outputFiles";

it("files are written where Node's rm fails, as on Windows in a folder with a name beyond ASCII", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "output-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const spy = vi.spyOn(fs.promises, "rm").mockRejectedValue(new TypeError("callback is not a function"));
  syncBuiltinESMExports();
  onTestFinished(() => {
    spy.mockRestore();
    syncBuiltinESMExports();
  });
  const output = await OutputFiles.prepare(folder, ["a", "b"], false);
  await output.write("one", "two");
  expect((await readdir(folder)).sort()).toEqual(["a", "b"]);
  expect(await readFile(path.join(folder, "b"), "utf8")).toBe("two");
});
