import { readFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { Terminal } from "../terminal";
import { parseDeployment, type StateResource } from "./deployment";

/**
 * Reads the resources of a stack from what `pulumi stack export` printed.
 *
 * @param file - Where it was printed to; `-` for stdin.
 * @throws UsageError if it is something else.
 */
export async function readState(terminal: Terminal, file: string): Promise<StateResource[]> {
  return parseDeployment(
    file === "-"
      ? await text(terminal.stdin)
      : await readFile(path.resolve(terminal.directory, file), "utf8"),
  );
}
