import { notice } from "../setup/notice.mjs";

/** Ends a tool with a message instead of a stack trace, because the cause is rarely in the tool itself. */
export function failWith(error: unknown): void {
  notice(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
