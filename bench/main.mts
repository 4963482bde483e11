// npm run bench [-- --full] [--only byHand,commit] [--write] [--small]
//
// Measures the figures of docs/performance.md, and some of bench/lab-book.md, in ten minutes on two idle cores. With
// --full, it measures all of the lab book. --only selects sections. The bench keeps each section in .cache/bench.json as
// soon as it is measured, and says how long it took. --write puts all that is kept into the two pages. --small tries
// everything on small sizes, and keeps nothing.

import { parseArgs } from "node:util";
import { failWith } from "../tools/process/failWith.mts";
import { withScratch } from "./engine/scratch.mts";
import { progress } from "./progress.mts";
import { curveSvg } from "./report/curve.mts";
import { busyElsewhere, commit, describeMachine } from "./report/machine.mts";
import { keepResult, type Result, readResults, writePage, writePicture } from "./report/pages.mts";
import { seconds } from "./report/statistics.mts";
import { markdownOf } from "./report/table.mts";
import { details, full, type Sections, small, standard } from "./sections.mts";

try {
  const { values } = parseArgs({
    options: {
      full: { type: "boolean", default: false },
      only: { type: "string" },
      small: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const usual = { ...standard, ...details };
  const known = values.small ? small : { ...usual, ...full };
  const names = values.only?.split(",") ?? Object.keys(values.full || values.small ? known : usual);
  await withScratch(async (scratch) => {
    for (const name of names) {
      const measure = known[name];
      if (measure === undefined) {
        throw new Error(`There is no section "${name}"; there are ${Object.keys(known).join(", ")}.`);
      }
      const before = await busyElsewhere();
      const started = performance.now();
      const found = await measure(scratch);
      progress(`${name} took ${seconds((performance.now() - started) / 1_000)}`);
      const busy = [before, await busyElsewhere()] as const;
      const result: Result = { ...found, busy, at: new Date().toISOString(), commit: await commit() };
      process.stdout.write(`${markdownOf(result)}\n\n`);
      if (!values.small) await keepResult(name, result);
    }
    if (values.write) await writePages(await describeMachine(scratch.engine));
  });
} catch (error) {
  failWith(error);
}

async function writePages(machine: string): Promise<void> {
  const results = await readResults();
  const of = (sections: Sections) => Object.keys(sections).flatMap((name) => results[name] ?? []);
  const text = (some: readonly Result[]) => some.map(markdownOf).join("\n\n");
  const inLabBook = { ...details, ...full };
  const when = of({ ...standard, ...inLabBook }).map(({ at, commit }) => `${at.slice(0, 10)} at ${commit}`);
  const measured = `${machine} Measured ${[...new Set(when)].join(", ")}.`;
  await writePage("docs/performance.md", { machine: measured, figures: text(of(standard)) });
  await writePage("bench/lab-book.md", { full: text(of(inLabBook)) });
  const panels = of(full).flatMap((result) => result.panels ?? []);
  if (panels.length > 0) await writePicture(curveSvg(panels));
}
