import { expect, test } from "vitest";
import { Stack } from "./harness/stack";

const program = `
const pulumi = require("@pulumi/pulumi");
const handler = \`exports.handler = () => ({
  check: async (olds, inputs) => ({ inputs, failures: inputs.value === "bad" ? [{ property: "value", reason: "is bad" }] : [] }),
  diff: async (id, olds, news) => ({ changes: olds.value !== news.value, replaces: news.value === "other" ? ["value"] : [] }),
  create: async (inputs) => ({ id: "1", outs: inputs }),
  update: async (id, olds, news) => ({ outs: news }),
})\`;
class Nothing extends pulumi.CustomResource {
  constructor(name, props) {
    super("pulumi-nodejs:dynamic/harness:Nothing", name, { __provider: handler, ...props });
  }
}
const value = new pulumi.Config().require("value");
new Nothing("nothing", { value });
exports.value = value;
`;

test("an operation tells the engine's steps, messages and state", async () => {
  const stack = await Stack.create({ program, config: { value: "one" } });
  expect((await stack.preview()).changes).toEqual({ nothing: "create" });
  expect((await stack.up()).changes).toEqual({ nothing: "create" });
  expect((await stack.up()).changes).toEqual({ nothing: "same" });

  await stack.setConfig({ value: "two" });
  expect((await stack.up()).changes).toEqual({ nothing: "update" });
  expect(await stack.outputs()).toEqual({ value: "two" });
  expect((await stack.exportState()).resources["nothing"]).toMatchObject({
    id: "1",
    outputs: { value: "two" },
  });

  await stack.setConfig({ value: "bad" });
  const failed = await stack.up({ expectFailure: true });
  expect(failed.errors).toContain("property value value {bad} has a problem: is bad");
  await expect(stack.up()).rejects.toThrow("is bad");

  await stack.setConfig({ value: "other" });
  expect((await stack.up()).changes).toEqual({ nothing: "replace" });
  expect((await stack.destroy()).changes).toEqual({ nothing: "delete" });
  expect((await stack.exportState()).resources).toEqual({});
});
