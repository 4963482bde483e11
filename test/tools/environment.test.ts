import { expect, it } from "vitest";
import { pulumiEnvironment } from "../../tools/engine/environment.mts";

it("an engine of this repository writes its temporary files into its own folder, on each platform", () => {
  const engine = { version: "3.259.0", origin: "", folder: "bin" };
  const places = { home: "home", state: "state", temporary: "temporary" };
  const { TMPDIR, TEMP, TMP } = pulumiEnvironment(engine, places);
  expect([TMPDIR, TEMP, TMP]).toEqual(["temporary", "temporary", "temporary"]);
});
