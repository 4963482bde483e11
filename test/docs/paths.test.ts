import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { root } from "../../tools/setup/root.mjs";
import { pages, prose } from "./markdown";

const rooms = ["sdk", "provider", "plugin", "emulator", "cli", "test", "tools", "bench", "examples", "docs"];

it("docs/architecture.md names no file or folder that is not there", () => {
  const page = pages.find(({ file }) => path.basename(file) === "architecture.md");
  const named = [...prose(page?.text ?? "").matchAll(/`([\w./-]+\/[\w./-]*)`/g)]
    .map(([, file = ""]) => file)
    .filter((file) => rooms.includes(file.split("/")[0] ?? ""));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
