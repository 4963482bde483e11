import { isDeepStrictEqual } from "node:util";
import { type Admission, type GraphClient, graphPath, type Operation } from "../graph";
import { type Policy, policyKey } from "../policyKind";
import { type Entry, parseEntry } from "./entry";
import type { Patience } from "./patience";

interface Reading {
  /** When the request started, in milliseconds of `performance.now()`. */
  readonly started: number;
  entries: Promise<readonly Entry[]>;
}

/**
 * Reads the assignments of policies, each policy's whole set at a time and through beta, since v1.0 shows
 * neither filters nor the source of an assignment.
 *
 * Reads of one policy that are under way together share one request, and an answer is shared as long as this
 * process has not written to the policy and it is recent enough for the caller. So what a caller gets was
 * true at some moment after `since`, and after every write of ours.
 *
 * @internal
 */
export class PolicyReader {
  readonly #readings = new Map<string, Reading>();
  /** The entries of each policy as they were last answered, by id. */
  readonly #lastEntries = new Map<string, ReadonlyMap<string, Entry>>();
  #roundTripMs = 0;

  constructor(
    private readonly client: GraphClient,
    readonly patience: Patience,
  ) {}

  /** How long the last read took, of whichever policy. */
  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** The set of a policy by a request that started at `since` or later, in milliseconds of `performance.now()`. */
  read(
    policy: Policy,
    operation: Operation,
    since: number,
    admission?: Admission,
  ): Promise<readonly Entry[]> {
    const key = policyKey(policy);
    const known = this.#readings.get(key);
    if (known !== undefined && known.started >= since) return known.entries;

    const reading: Reading = {
      started: performance.now(),
      entries: this.#list(policy, operation, admission),
    };
    this.#readings.set(key, reading);
    reading.entries.catch(() => {
      if (this.#readings.get(key) === reading) this.#readings.delete(key);
    });
    return reading.entries;
  }

  /** Forgets what was read of a policy, because a write to it may have changed anything. */
  forget(policy: Policy): void {
    this.#readings.delete(policyKey(policy));
  }

  /** Carries a write of one entry, which Graph answered with that entry, into what is known of a policy. */
  amend(policy: Policy, change: (entries: readonly Entry[]) => readonly Entry[]): void {
    const reading = this.#readings.get(policyKey(policy));
    if (reading === undefined) return;
    reading.entries = reading.entries.then(change);
    // Whoever waits for the reading itself is told; the amended one may have nobody waiting.
    reading.entries.catch(() => {});
  }

  async #list(policy: Policy, operation: Operation, admission?: Admission): Promise<readonly Entry[]> {
    const started = performance.now();
    const values = await this.client.list({
      version: "beta",
      path: graphPath`deviceManagement/${policy.kind.collection}/${policy.id}/assignments`,
      operation,
      ...(admission && { admission }),
    });
    this.#roundTripMs = performance.now() - started;
    const key = policyKey(policy);
    const last = this.#lastEntries.get(key);
    // By id, since a set that changes between two pages can show an entry twice.
    const entries = new Map<string, Entry>();
    for (const value of values) {
      const entry = unchanged(last, value) ?? parseEntry(value, operation.attempt);
      entries.set(entry.id, entry);
    }
    this.#lastEntries.set(key, entries);
    return [...entries.values()];
  }
}

/** The entry that was read before, where the answer is the same: so it is understood once, and the new one can go. */
function unchanged(last: ReadonlyMap<string, Entry> | undefined, value: unknown): Entry | undefined {
  if (typeof value !== "object" || value === null || !("id" in value)) return undefined;
  const known = last?.get(String(value.id));
  return isDeepStrictEqual(known, value) ? known : undefined;
}
