// npm run bench: measures every figure of docs/performance.md and writes them there. About an hour
// on two cores. `-- --only pace,loads` measures these sections anew and keeps the others; `-- --quick` takes
// a few minutes, with one round of small stacks, and writes nothing.

import { parseArgs } from "node:util";
import { failWith } from "../tools/process/failWith.mts";
import { type Scratch, withScratch } from "./engine/scratch.mts";
import { curveSvg } from "./report/curve.mts";
import { writeDocument, writePicture } from "./report/document.mts";
import { circumstances, describeMachine, loadNow } from "./report/machine.mts";
import { circumstancesMarkdown, detailMarkdown, figuresMarkdown, figuresText } from "./report/markdown.mts";
import { keepResult, readResults } from "./report/results.mts";
import { full, quick, sections } from "./sections.mts";

try {
  const { values } = parseArgs({
    options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
  });
  const names = values.only?.split(",") ?? Object.keys(sections);
  await withScratch(async (scratch) => {
    for (const name of names) {
      const measure = sections[name];
      if (measure === undefined) {
        throw new Error(`There is no section "${name}"; there are ${Object.keys(sections).join(", ")}.`);
      }
      const loadBefore = loadNow();
      const found = await measure(scratch, values.quick ? quick : full);
      process.stdout.write(`${figuresText(found.rows)}\n`);
      if (values.quick) continue;
      await keepResult(name, { ...found, measured: await circumstances(loadBefore) });
    }
    if (!values.quick) await writeReport(scratch);
  });
} catch (error) {
  failWith(error);
}

async function writeReport(scratch: Scratch): Promise<void> {
  const results = await readResults();
  const known = Object.keys(sections).flatMap((name) => {
    const found = results[name];
    return found === undefined ? [] : [[name, found] as const];
  });
  const all = known.map(([, found]) => found);
  const when = known.map(([name, { measured }]) => [name, measured] as const);
  await writePicture(curveSvg(all.flatMap(({ panels = [] }) => panels)));
  await writeDocument({
    machine: `${await describeMachine(scratch.engine)}\n\n${circumstancesMarkdown(when)}`,
    figures: figuresMarkdown(all.flatMap(({ rows }) => rows)),
    details: all.flatMap(({ details = [] }) => details.map(detailMarkdown)).join("\n\n"),
  });
}
