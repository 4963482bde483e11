import { notice } from "../setup/notice.mjs";

/** Ends a tool with a message in place of a stack: what went wrong is seldom in the tool itself. */
export function failWith(error: unknown): void {
  notice(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
