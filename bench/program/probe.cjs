// Loaded into the processes of a stack by NODE_OPTIONS: leaves behind what the provider process was at its end.

const { writeFileSync } = require("node:fs");
const path = require("node:path");

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
      peakBytes: process.resourceUsage().maxRSS * 1024,
    };
    writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(content));
  };
  // The engine ends it by SIGINT, and waits five seconds for a process that outlives that.
  process.once("SIGINT", () => {
    report();
    process.kill(process.pid, "SIGINT");
  });
}
