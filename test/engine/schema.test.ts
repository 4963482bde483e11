import path from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { executable } from "../../tools/engine/engine.mts";
import { root } from "../../tools/setup/root.mjs";
import { context } from "./harness/context";

it("Pulumi itself finds nothing wrong with the schema", async () => {
  const pulumi = path.join(context.engine.folder, executable("pulumi"));
  const schema = path.join(root, "dist", "plugin", "schema.json");
  const env = { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_HOME: context.scratch, NO_COLOR: "1" };
  const { failed, all } = await execa(pulumi, ["schema", "check", schema], {
    env,
    stdin: "ignore",
    all: true,
    reject: false,
  });
  expect(all).not.toMatch(/warning|error/i);
  expect(failed).toBe(false);
});
