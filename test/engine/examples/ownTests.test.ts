import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { it } from "vitest";
import { copyExample } from "./example";

// As a user runs them: outside the repository, without an engine, by Node alone on TypeScript as it stands.
const test = (cwd: string) =>
  execa(process.execPath, ["--test", "--test-reporter=tap"], {
    cwd,
    stdin: "ignore",
    reject: false,
    // What vitest tells its own children would make this one a part of another test run.
    env: { NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined },
  });

it.concurrent.for([
  { name: "unit-tests", tests: 2 },
  { name: "entra-group", tests: 1 },
])("the tests of $name pass", async ({ name, tests }, { expect }) => {
  const { stdout } = await test(await copyExample(name));
  expect(stdout).toContain(`# pass ${tests}\n`);
  expect(stdout).toContain("# fail 0\n");
});

it.concurrent("the tests of unit-tests fail where the program does not do what they say", async ({
  expect,
}) => {
  const folder = await copyExample("unit-tests");
  const program = path.join(folder, "index.ts");
  const text = await readFile(program, "utf8");
  await writeFile(program, text.replace("exclusionGroupAssignmentTarget", "groupAssignmentTarget"));
  const { stdout } = await test(folder);
  expect(stdout).toContain("not ok 1 - a policy for all devices leaves out the kiosks");
  expect(stdout).toContain("# fail 1\n");
});
