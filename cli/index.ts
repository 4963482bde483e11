#!/usr/bin/env node
import { refuseOldNode } from "../provider/product";
import { pulumiIntune } from "./program";
import { processTerminal } from "./terminal";

process.stdout.on("error", failToWrite);
// Nobody is left to tell.
process.stderr.on("error", () => {});
run().catch((error: unknown) => {
  process.exitCode = 1;
  processTerminal.say(describe(error));
});

async function run(): Promise<void> {
  refuseOldNode("This command runs");
  await pulumiIntune(processTerminal).parseAsync();
}

/** A reader such as `head` may have read enough. The command goes on, because it may have files to write. */
function failToWrite({ code, message }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  process.exitCode = 1;
  processTerminal.say(`The output cannot be written: ${message}`);
}

/** For a failure, the message is enough. The stack trace is for defects of this program. */
function describe(error: unknown): string {
  const isMistake =
    error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  if (!(error instanceof Error)) return String(error);
  return isMistake ? String(error.stack) : error.message;
}
