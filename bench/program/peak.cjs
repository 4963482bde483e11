// Loaded by --require: says at the end how much memory the process had resident at most.

process.once("exit", () => {
  process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
});
