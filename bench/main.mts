// npm run bench [-- --full] [--only byHand,commit] [--write] [--small]
//
// Measures the figures of docs/performance.md. The stacks take eight minutes on two cores. With --full, it also
// measures the figures of bench/lab-book.md. --only selects sections. The bench keeps each section in .cache/bench.json
// as soon as it is measured. --write puts all that is kept into the two pages. --small tries everything on small sizes,
// and keeps nothing.

import { parseArgs } from "node:util";
import { failWith } from "../tools/process/failWith.mts";
import { withScratch } from "./engine/scratch.mts";
import { curveSvg } from "./report/curve.mts";
import { busyElsewhere, commit, describeMachine } from "./report/machine.mts";
import { keepResult, type Result, readResults, writePage, writePicture } from "./report/pages.mts";
import { markdownOf } from "./report/table.mts";
import { full, type Sections, small, standard } from "./sections.mts";

try {
  const { values } = parseArgs({
    options: {
      full: { type: "boolean", default: false },
      only: { type: "string" },
      small: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const known = values.small ? small : { ...standard, ...full };
  const names = values.only?.split(",") ?? Object.keys(values.full || values.small ? known : standard);
  await withScratch(async (scratch) => {
    for (const name of names) {
      const measure = known[name];
      if (measure === undefined) {
        throw new Error(`There is no section "${name}"; there are ${Object.keys(known).join(", ")}.`);
      }
      const before = await busyElsewhere();
      const found = await measure(scratch);
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
  const when = of({ ...standard, ...full }).map(({ at, commit }) => `${at.slice(0, 10)} at ${commit}`);
  const measured = `${machine} Measured ${[...new Set(when)].join(", ")}.`;
  await writePage("docs/performance.md", { machine: measured, figures: text(of(standard)) });
  await writePage("bench/lab-book.md", { full: text(of(full)) });
  const panels = of(full).flatMap((result) => result.panels ?? []);
  if (panels.length > 0) await writePicture(curveSvg(panels));
}
