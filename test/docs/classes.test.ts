import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { root } from "../../tools/setup/root.mjs";

const classes = globSync("sdk/*.ts", { cwd: root }).flatMap((file) => {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/(\/\*\*(?:(?!\*\/).)*\*\/)\nexport class (\w+) extends pulumi\./gs)].map(
    ([, docstring = "", name = ""]) => ({ name, docstring }),
  );
});

it("the resource classes and the provider are found", () => {
  expect(classes.map(({ name }) => name).sort()).toEqual([
    "DeviceCompliancePolicyAssignment",
    "DeviceCompliancePolicyAssignmentSet",
    "EnrollmentConfigurationAssignment",
    "EnrollmentConfigurationAssignmentSet",
    "PolicyAssignment",
    "PolicyAssignmentSet",
    "Provider",
  ]);
});

it.each(classes)("$name says permissions, usage and import, in that order", ({ docstring }) => {
  const headings = [...docstring.matchAll(/^ \* ## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(["API Permissions", "Example Usage", "Import"]);
  expect(docstring).toMatch(/## Example Usage\n \*\n \* ```ts\n/);
});
