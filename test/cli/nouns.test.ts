import { expect, it } from "vitest";
import { capitalized, count, plural } from "../../cli/nouns";
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

it("a number stands with the word for one or for many, and its thousands apart", () => {
  const policies = [0, 1, 1_200].map((number) => count(number, "policy", "policies"));
  expect(policies).toEqual(["0 policies", "1 policy", "1,200 policies"]);
});
