const { readFileSync } = require("node:fs");

/**
 * The most memory that this process had resident, in bytes. On Linux, `process.resourceUsage().maxRSS` is not less than
 * that of the process that started this one.
 */
exports.peakBytes = () => {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) * 1024;
};
