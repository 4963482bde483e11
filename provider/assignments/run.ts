import type { Operation } from "../graph";
import { type Policy, policyKey } from "../policyKind";
import { Ledger, type Note } from "./ledger";
import { RunFolder } from "./runFolder";

/** One line that a process writes for the other processes. */
interface Line extends Note {
  readonly policy: string;
}

/**
 * One run of the engine: a ledger for each policy, shared with the other provider processes of the run. The engine
 * starts a process for each provider, and a resource that moves from one provider to another is created in one process
 * and deleted in the other.
 */
export class Run {
  readonly #ledgers = new Map<string, Ledger>();
  #folder: RunFolder | undefined;

  /** @param place - What only the processes of one run against one tenant have in common; undefined if there is one process. */
  constructor(private readonly place: string | undefined) {}

  ledgerOf(policy: Policy): Ledger {
    return this.#ledger(policyKey(policy));
  }

  /** Reads what the other processes have written since the last call. */
  listen(): void {
    for (const line of this.#sharedFolder()?.readOthers() ?? []) {
      const { policy, ...note } = JSON.parse(line) as Line;
      this.#ledger(policy).hear(note);
    }
  }

  /** Runs one function at a time for each policy, across all processes of the run. */
  alone<T>(policy: Policy, operation: Operation, act: () => Promise<T>): Promise<T> {
    const folder = this.#sharedFolder();
    return folder === undefined ? act() : folder.withLock(policyKey(policy), operation, act);
  }

  #ledger(key: string): Ledger {
    const known = this.#ledgers.get(key);
    if (known !== undefined) return known;
    const ledger = new Ledger((notes) => {
      const lines = notes.map((note): Line => ({ policy: key, ...note }));
      this.#sharedFolder()?.write(lines.map((line) => JSON.stringify(line)));
    });
    this.#ledgers.set(key, ledger);
    return ledger;
  }

  #sharedFolder(): RunFolder | undefined {
    if (this.place === undefined) return undefined;
    this.#folder ??= new RunFolder(this.place);
    return this.#folder;
  }
}
