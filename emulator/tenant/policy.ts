import type { JsonObject } from "../json";
import type { Assignment } from "./assignment";

/** A compliance policy or an enrollment configuration, with its assignments. @internal */
export class Policy {
  readonly id: string;
  readonly displayName: string;
  #assignments: readonly Assignment[];
  #outdated: { assignments: readonly Assignment[]; reads: number } | undefined;

  constructor(
    /** Everything but the assignments, as it is answered. */
    readonly properties: JsonObject & { id: string; displayName: string },
    assignments: readonly Assignment[],
  ) {
    this.id = properties.id;
    this.displayName = properties.displayName;
    this.#assignments = assignments;
  }

  /** The truth. */
  get assignments(): readonly Assignment[] {
    return this.#assignments;
  }

  /** What a reader is shown, which may for some reads be what stood before the last write. */
  shown(): readonly Assignment[] {
    if (this.#outdated === undefined || this.#outdated.reads === 0) {
      return this.#assignments;
    }
    this.#outdated.reads -= 1;
    return this.#outdated.assignments;
  }

  replace(assignments: readonly Assignment[], options: { staleReads?: number } = {}): void {
    const { staleReads } = options;
    this.#outdated =
      staleReads === undefined ? undefined : { assignments: this.#assignments, reads: staleReads };
    this.#assignments = assignments;
  }
}
