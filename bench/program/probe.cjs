// Loaded into the processes of a stack by NODE_OPTIONS. Writes a report on the provider process at its end.

const { writeFileSync } = require("node:fs");
const path = require("node:path");
const { peakBytes } = require("./resident.cjs");

/**
 * @typedef {object} ProcessReport
 * @property {boolean} provider - Whether it ran the resources.
 * @property {number} startedAt - In milliseconds since 1970.
 * @property {number} peakBytes - The most memory that the process had resident.
 */

const folder = process.env["BENCH_REPORTS"];
if (folder && /dynamic-provider|dist.plugin/.test(process.argv[1] ?? "")) {
  const report = () => {
    /** @type {ProcessReport} */
    const content = {
      provider: true,
      startedAt: performance.timeOrigin,
      peakBytes: peakBytes(),
    };
    writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(content));
  };
  // The engine ends the process by SIGINT, and waits up to five seconds for it.
  process.once("SIGINT", () => {
    report();
    process.kill(process.pid, "SIGINT");
  });
}
