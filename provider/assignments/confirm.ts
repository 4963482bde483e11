import type { Operation } from "../graph";
import type { Policy } from "../policyKind";
import type { Change } from "./change";
import { contentOf, type Entry } from "./entry";
import type { PolicyReader } from "./policyReader";

/** What reading a set after its write has shown. @internal */
export interface Confirmation {
  /** The set as last read. */
  readonly entries: readonly Entry[];
  /** Whether another writer has changed the set meanwhile, so that what is missing was taken away. */
  readonly lost: boolean;
  readonly reads: number;
}

/**
 * Reads the set that was assigned until it shows every change. A set that is still the one from before the
 * write is a late answer, and is read again; a set that is neither shows that somebody else wrote.
 *
 * @internal
 */
export async function confirm(
  reader: PolicyReader,
  policy: Policy,
  operation: Operation,
  before: readonly Entry[],
  changes: readonly Change[],
): Promise<Confirmation> {
  let entries = before;
  let reads = 0;
  for (const pause of reader.patience.confirm) {
    await operation.sleep(pause);
    entries = await reader.read(policy, operation, performance.now());
    reads++;
    if (changes.every((change) => change.missing(entries).length === 0)) break;
    if (fingerprint(entries) !== fingerprint(before)) return { entries, lost: true, reads };
  }
  return { entries, lost: false, reads };
}

function fingerprint(entries: readonly Entry[]): string {
  return entries
    .map((entry) => `${entry.id} ${contentOf(entry)}`)
    .sort()
    .join("\n");
}
