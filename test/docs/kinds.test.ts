import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { policyKinds as emulated } from "../../emulator/policyKind";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import { kindsMarkdown } from "../../tools/docs/kindsMarkdown.mts";
import { root } from "../../tools/setup/root.mjs";

const file = path.join(root, "docs/policies.md");
const marks = /(?<=<!-- kinds: .* -->\n\n)[\s\S]*?(?=\n<!-- \/kinds -->)/;

// Writes the table with `-u`, as CONTRIBUTING.md says.
it("the page of the kinds has the table as the code has it", async () => {
  const table = kindsMarkdown(Object.values<PolicyKind>(policyKinds), emulated);
  const page = readFileSync(file, "utf8");
  expect(page).toMatch(marks);
  await expect(page.replace(marks, () => table)).toMatchFileSnapshot(file);
});
