import { expect, it } from "vitest";
import { capitalized, plural } from "../../cli/report/nouns";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";

it("the nouns of all kinds can stand in the plural and at the beginning of a line", () => {
  expect(Object.values<PolicyKind>(policyKinds).map(({ noun }) => capitalized(plural(noun)))).toEqual(
    expect.arrayContaining([
      "Compliance policies",
      "iOS app protection policies",
      "macOS shell scripts",
      "PowerShell scripts",
      "App configuration policies for managed apps",
      "Windows driver update profiles",
    ]),
  );
});
