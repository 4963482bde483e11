import type { Operation } from "../graph";
import type { Policy } from "../policyKind";
import type { Entry } from "./entry";
import type { PolicyReader } from "./policyReader";

/**
 * Reads a policy's set after a write, again and again until it shows what is looked for or the pauses are
 * used up. Answers the last set that was read.
 *
 * @internal
 */
export async function readBack(
  reader: PolicyReader,
  policy: Policy,
  operation: Operation,
  shows: (entries: readonly Entry[]) => unknown,
): Promise<readonly Entry[]> {
  let entries: readonly Entry[] = [];
  for (const pause of reader.patience.readBack) {
    await operation.sleep(pause);
    entries = await reader.read(policy, operation, performance.now());
    if (shows(entries)) break;
  }
  return entries;
}
