import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { describeProblem, problem } from "../../provider/problems";
import { root } from "../../tools/setup/root.mjs";
import { errors } from "./errors";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Errors that are dealt with on the way, and that no user reads. */
const internal = ["ResourceInitError", "UnconfirmedWriteError"];

/** Errors of no class: those that reach no user, and the reasons that `Could not sign in with` goes on to say. */
const unread = [
  "the table has no kind",
  "there is no kind of policy for",
  "there is no cloud",
  "a single write without its intent",
];
const reasonsOfSignIn = "provider/graph/signIn/";

/** What the page says of messages: the first column of its tables. */
const phrases = [...read("docs/troubleshooting.md").matchAll(/^\| `([^`]+)` \|/gm)].map(
  ([, phrase = ""]) => ({
    phrase,
    pattern: new RegExp(phrase.split("…").map(escaped).join("[^]*")),
  }),
);

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

it("one of each class of error is looked at", () => {
  const declared = globSync("provider/**/*.ts", { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/export class (\w+Error) extends/g)].map(([, name]) => name),
  );
  expect([...new Set(errors.map(({ name }) => name)), ...internal].sort()).toEqual(declared.sort());
});

it("each error of no class is found by the words of its message", () => {
  const code = globSync(["provider/**/*.ts", "plugin/**/*.ts", "sdk/**/*.ts"], { cwd: root }).filter(
    (file) => !file.split(path.sep).join("/").startsWith(reasonsOfSignIn),
  );
  const thrown = code.flatMap((file) =>
    [
      ...read(file).matchAll(
        /throw (?:new (?:Error|pulumi\.\w+Error)|refusal)\(\s*((?:`[^`]*`|"[^"]*"|'[^']*'|[\s+]+)+)/g,
      ),
    ].map(([, says = ""]) => says),
  );
  expect(thrown.length).toBeGreaterThan(unread.length);
  const missing = thrown.filter(
    (says) =>
      !unread.some((words) => says.includes(words)) &&
      phrases.filter(({ pattern }) => pattern.test(says)).length !== 1,
  );
  expect(missing).toEqual([]);
});

describe("each error is found by the words of its message", () => {
  it.each(errors.map((error) => ({ name: error.name, message: error.message })))("$name", ({ message }) => {
    expect(phrases.filter(({ pattern }) => pattern.test(message))).toHaveLength(1);
  });
});

it("the page speaks of no message that does not exist", () => {
  const said = [
    ...errors.map(({ message }) => message),
    describeProblem(problem(["target", "groupId"], "Pilot", "a GUID")),
    // Texts that need an engine, Graph or another program to come up: other tests read them there.
    ...[
      "provider/targets/claims.ts",
      "sdk/dynamicResource.ts",
      "sdk/lookUp.ts",
      "sdk/resourceClass.ts",
      "provider/index.ts",
      "provider/product.ts",
      "provider/assignments/policyAssignments.ts",
      "provider/assignments/writeRoute.ts",
      "provider/config/settingNames.ts",
      "provider/problems.ts",
      "plugin/tokens.ts",
    ].map(read),
  ];
  expect(
    phrases.filter(({ pattern }) => !said.some((text) => pattern.test(text))).map(({ phrase }) => phrase),
  ).toEqual([]);
});
