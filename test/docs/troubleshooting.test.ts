import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { handler } from "../../provider";
import { problem } from "../../provider/problems";
import { root } from "../../tools/setup/root.mjs";
import { errors } from "./errors";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Errors that are dealt with on the way, and that no user reads. */
const internal = ["NoEffectError", "ResourceInitError", "UnconfirmedWriteError"];

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

describe("each error is found by the words of its message", () => {
  it.each(errors.map((error) => ({ name: error.name, message: error.message })))("$name", ({ message }) => {
    expect(phrases.filter(({ pattern }) => pattern.test(message))).toHaveLength(1);
  });
});

it("the page speaks of no message that does not exist", () => {
  const said = [
    ...errors.map(({ message }) => message),
    problem("target.groupId", "Pilot", "a GUID"),
    messageOf(() => handler("NoSuchResource")),
    // Texts that need an engine, Graph or another program to come up: other tests read them there.
    ...[
      "provider/targets/claims.ts",
      "sdk/dynamicResource.ts",
      "sdk/lookUp.ts",
      "provider/index.ts",
      "provider/product.ts",
    ].map(read),
    read("provider/assignments/policyAssignments.ts"),
    read("provider/assignments/runFolder.ts"),
    read("provider/assignments/writeRoute.ts"),
  ];
  expect(
    phrases.filter(({ pattern }) => !said.some((text) => pattern.test(text))).map(({ phrase }) => phrase),
  ).toEqual([]);
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return String(error);
  }
  return "";
}
