#!/usr/bin/env node
import { pulumiIntune } from "./program";
import { processTerminal } from "./terminal";

pulumiIntune(processTerminal)
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = 1;
    processTerminal.say(describe(error));
  });

/** The message of a failure is enough for the user. A stack trace is for mistakes of this program. */
function describe(error: unknown): string {
  const isMistake =
    error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  if (!(error instanceof Error)) return String(error);
  return isMistake ? String(error.stack) : error.message;
}
