// Loaded by --require. Prints the peak of the process's resident memory at its end.

process.once("exit", () => {
  process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
});
