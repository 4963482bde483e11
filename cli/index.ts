#!/usr/bin/env node
import { pulumiIntune } from "./program";
import { processTerminal } from "./terminal";

pulumiIntune(processTerminal)
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = 1;
    processTerminal.say(describe(error));
  });

/** Failures say in their message all that there is to say; the stack is for mistakes of this program. */
function describe(error: unknown): string {
  const isMistake =
    error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  if (!(error instanceof Error)) return String(error);
  return isMistake ? String(error.stack) : error.message;
}
