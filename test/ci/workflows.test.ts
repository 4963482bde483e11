import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { settingRows } from "../../provider/config/settingRows";
import { root } from "../../tools/setup/root.mjs";
import { problemsOf } from "./problemsOf";

const textOf = (file: string) => readFileSync(path.join(root, file), "utf8");
const recipes = globSync("examples/ci/*.yml", { cwd: root }).sort();
const workflows = [
  ...recipes.filter((file) => !file.endsWith("azure-pipelines.yml")),
  ...globSync(".github/workflows/*.yml", { cwd: root }),
];

describe.each(workflows)("%s", (file) => {
  it("is a workflow that GitHub takes", async () => {
    expect(await problemsOf(textOf(file))).toEqual([]);
  });

  it("pins each action to a commit and says which version that is", () => {
    const uses = [...textOf(file).matchAll(/uses: *(.*)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("names the permissions that it asks for", () => {
    expect(textOf(file)).toMatch(/^permissions:\n {2}contents: read$/m);
  });
});

it("the check finds mistakes of structure and of expressions", async () => {
  const broken = textOf("examples/ci/up.yml")
    .replace("runs-on: ubuntu-latest", "runs_on: ubuntu-latest")
    .replace("vars.ARM_TENANT_ID", "var.ARM_TENANT_ID");
  const problems = (await problemsOf(broken)).join("\n");
  expect(problems).toContain("Unexpected value 'runs_on'");
  expect(problems).toContain("Required property is missing: runs-on");
  expect(problems).toContain("Unrecognized named-value: 'var'");
});

it.each(recipes)("%s sets only variables that the provider reads", (file) => {
  const known: string[] = Object.values(settingRows).flatMap(({ env }) => [...env]);
  const set = [...textOf(file).matchAll(/^ +((?:ARM|INTUNE|SYSTEM)_\w+):/gm)].map(([, name]) => name);
  for (const name of set) expect(known).toContain(name);
});

it("the recipe of a preview cannot sign in", () => {
  expect(textOf("examples/ci/preview.yml")).not.toMatch(/ARM_|INTUNE_|id-token/);
});
