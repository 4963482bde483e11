// Loaded by --require. Prints the peak of the process's resident memory at its end.

const { peakBytes } = require("./resident.cjs");

process.once("exit", () => {
  process.stderr.write(`peak ${Math.round(peakBytes() / 1024 ** 2)} MB\n`);
});
