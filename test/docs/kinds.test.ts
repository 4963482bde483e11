import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import { kindsMarkdown } from "../../tools/docs/kindsMarkdown.mts";
import { root } from "../../tools/setup/root.mjs";

it("the page of the kinds has the table as the code has it", () => {
  const page = readFileSync(path.join(root, "docs/policies.md"), "utf8");
  expect(page).toContain(kindsMarkdown(Object.values<PolicyKind>(policyKinds)));
});
