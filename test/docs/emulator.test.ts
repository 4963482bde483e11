import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator";
import { faultEffects } from "../../emulator/faults/effects";
import { root } from "../../tools/setup/root.mjs";
import { codeBlocks } from "./markdown";

const page = readFileSync(path.join(root, "docs", "emulator.md"), "utf8");

/** The JSON of a section, as a user copies it. */
function example(heading: string): string {
  const [, section = ""] = page.split(`## ${heading}\n`);
  return codeBlocks(section, "json")[0]?.code ?? "";
}

it.each([
  { heading: "State", endpoint: "state" },
  { heading: "Faults", endpoint: "faults" },
  { heading: "Settings", endpoint: "settings" },
])("the emulator takes the example of the section $heading", async ({ heading, endpoint }) => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const response = await fetch(`${emulator.url}/_emulator/${endpoint}`, {
    method: "PUT",
    body: example(heading),
  });
  expect(await response.text()).toBe("");
  expect(response.ok).toBe(true);
});

it("the page has each kind of fault", () => {
  const [, section = ""] = page.split("## Faults\n");
  const kinds = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, kind]) => kind);
  expect(new Set(kinds)).toEqual(new Set(Object.keys(faultEffects)));
  expect(kinds).toHaveLength(new Set(kinds).size);
});
