import { readFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { decode } from "../decode";
import type { Terminal } from "../terminal";
import { parseDeployment, type StateResource } from "./deployment";

/**
 * Reads the resources of a stack from what `pulumi stack export` printed.
 *
 * @param file - Where it was printed to; `-` for stdin.
 * @throws UsageError if it is something else.
 */
export async function readState(terminal: Terminal, file: string): Promise<StateResource[]> {
  const bytes =
    file === "-" ? await buffer(terminal.stdin) : await readFile(path.resolve(terminal.directory, file));
  return parseDeployment(decode(bytes));
}
