import { DeadlineError, type GraphClient, type Operation } from "../graph";
import { type Policy, policyKey } from "../policyKind";
import { assignmentsPath, policyPath } from "../policyPath";
import { AssignmentSet } from "./assignmentSet";
import { type EntriesById, parseEntries } from "./entry";

interface Reading {
  /** When the request started, in milliseconds of `performance.now()`. */
  readonly started: number;
  readonly set: Promise<AssignmentSet>;
}

/**
 * Reads the assignments of policies: the whole set of a policy, and through beta, because v1.0 shows neither filters
 * nor the source of an assignment. Callers share an answer until this process writes to the policy.
 */
export class PolicyReader {
  readonly #readings = new Map<string, Reading>();
  /** What the last answer about each policy showed. */
  readonly #entries = new Map<string, EntriesById>();
  #roundTripMs = 0;

  constructor(private readonly client: GraphClient) {}

  /** How long the last read of any policy took, in milliseconds. */
  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** The set of a policy, read by a request that started at `since` or later, in milliseconds of `performance.now()`. */
  async read(policy: Policy, operation: Operation, since: number): Promise<AssignmentSet> {
    const key = policyKey(policy);
    const known = this.#readings.get(key);
    if (known !== undefined && known.started >= since) {
      try {
        return await known.set;
      } catch (error) {
        // The other caller may have had less time left.
        if (!(error instanceof DeadlineError) || operation.remainingMs === 0) throw error;
      }
    }
    const reading: Reading = { started: performance.now(), set: this.#list(policy, operation) };
    this.#readings.set(key, reading);
    reading.set.catch(() => {
      if (this.#readings.get(key) === reading) this.#readings.delete(key);
    });
    return reading.set;
  }

  /** Forgets what was read from a policy, because a write may have changed it. */
  forget(policy: Policy): void {
    this.#readings.delete(policyKey(policy));
  }

  async #list(policy: Policy, operation: Operation): Promise<AssignmentSet> {
    const started = performance.now();
    const request = { version: "beta", operation } as const;
    const values =
      policy.kind.assignmentsFrom === "list"
        ? await this.client.list({ ...request, path: assignmentsPath(policy) })
        : await this.client.list(
            { ...request, path: policyPath(policy), query: { $expand: "assignments" } },
            "assignments",
          );
    this.#roundTripMs = performance.now() - started;
    const key = policyKey(policy);
    const entries = parseEntries(values, operation.attempt, this.#entries.get(key));
    this.#entries.set(key, entries);
    return new AssignmentSet([...entries.values()]);
  }
}
