// npm run bench: measures every figure of docs/performance.md and writes them there. About half an hour on two
// cores; `-- --quick` takes a few, with one round of the small stacks, and writes nothing.

import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { failWith } from "../tools/process/failWith.mts";
import { type Scratch, withScratch } from "./engine/scratch.mts";
import { measureLatency } from "./measures/latency.mts";
import { type Contender, type Lives, measureLives, type Phase } from "./measures/lifecycle.mts";
import { measureLoads } from "./measures/loads.mts";
import { measurePace } from "./measures/pace.mts";
import { ratiosOf } from "./measures/ratios.mts";
import { measureRequests } from "./measures/requests.mts";
import { measureSets } from "./measures/sets.mts";
import { sizesOf } from "./measures/sizes.mts";
import { measureTokens } from "./measures/tokens.mts";
import { curveSvg, type Panel } from "./report/curve.mts";
import { writeDocument, writePicture } from "./report/document.mts";
import { describeMachine } from "./report/machine.mts";
import { detailMarkdown, figuresMarkdown, figuresText } from "./report/markdown.mts";
import type { Findings } from "./report/row.mts";
import { median } from "./report/statistics.mts";

/** Sizes of stacks, and how often each is measured. */
const plan = {
  full: { lives: { 100: 5, 500: 3, 2000: 1 }, latency: 2 },
  quick: { lives: { 100: 1 }, latency: 1 },
} as const;

async function measure(scratch: Scratch, { lives, latency }: (typeof plan)["full" | "quick"]) {
  const findings: Findings[] = [];
  findings.push(await measureRequests(scratch), await measureSets(scratch), await measurePace());
  findings.push(await measureLoads(), await measureTokens(scratch), await measureLatency(scratch, latency));
  const all: Lives[] = [];
  for (const [n, rounds] of Object.entries(lives)) all.push(await measureLives(scratch, Number(n), rounds));
  const ratios = ratiosOf(all);
  const largest = all.at(-1);
  const sizes = largest === undefined ? { rows: [] } : sizesOf(largest);
  return { findings: [ratios, ...findings, sizes], panels: panelsOf(all) };
}

/** Growth with the number of resources, the floor beside it. */
function panelsOf(all: readonly Lives[]): Panel[] {
  const titles: Partial<Record<Phase, string>> = {
    create: "up that creates",
    noop: "up that changes nothing",
    refresh: "refresh",
  };
  const looks: Record<Contender, { name: string; color: string }> = {
    nothing: { name: "do-nothing resources", color: "#888888" },
    documented: { name: "ours, documented face", color: "#0067b8" },
    observed: { name: "ours, observed face", color: "#d83b01" },
  };
  return Object.entries(titles).map(([phase, title]) => ({
    title,
    lines: Object.entries(looks).map(([contender, look]) => ({
      ...look,
      points: all.map(({ n, rounds }) => ({
        x: n,
        y: median(rounds.map((round) => round[contender as Contender].seconds[phase as Phase])),
      })),
    })),
  }));
}

try {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
  const loadBefore = loadavg();
  await withScratch(async (scratch) => {
    const { findings, panels } = await measure(scratch, values.quick ? plan.quick : plan.full);
    const rows = findings.flatMap((found) => found.rows);
    process.stdout.write(`${figuresText(rows)}\n`);
    if (values.quick) return;
    await writePicture(curveSvg(panels));
    await writeDocument({
      machine: await describeMachine(scratch.engine, loadBefore),
      figures: figuresMarkdown(rows),
      details: findings.flatMap(({ details = [] }) => details.map(detailMarkdown)).join("\n\n"),
    });
  });
  process.exitCode = 0;
} catch (error) {
  failWith(error);
}
