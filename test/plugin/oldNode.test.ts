import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { beforeAll, expect, it } from "vitest";
import { root } from "../../tools/setup/root.mjs";
import { bringDistUpToDate } from "../support/dist";
import { takeOwnTmp } from "../support/ownTmp";

const plugin = path.join(root, "dist", "plugin");
const says =
  'pulumi-intune needs Node.js 22.19 or newer. Pulumi runs the provider with the first "node" on PATH, ';

beforeAll(() => bringDistUpToDate());
beforeAll(() => takeOwnTmp());

const launcher = path.join(plugin, `pulumi-resource-intune${process.platform === "win32" ? ".cmd" : ""}`);

it("the launcher refuses an old Node in the words of dynamic resources", async () => {
  const pretend = path.join(tmpdir(), "old.cjs");
  writeFileSync(
    pretend,
    'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });',
  );
  const old = execa(launcher, {
    reject: false,
    env: { NODE_OPTIONS: `--require=${pretend.replaceAll("\\", "/")}` },
  });
  expect(await old).toMatchObject({ exitCode: 1, stdout: "", stderr: `${says}which is 20.20.2.` });
});

it.skipIf(process.platform === "win32")("the launcher says so if there is no Node", async () => {
  const launched = execa(launcher, {
    reject: false,
    extendEnv: false,
    env: { PATH: tmpdir() },
  });
  expect(await launched).toMatchObject({ exitCode: 1, stdout: "", stderr: `${says}and there is none.` });
});
