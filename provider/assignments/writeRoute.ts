import { RouteRefusedError } from "../graph";
import type { Notify } from "../notices";
import type { PolicyKind } from "../policyKind";

/** How the setting `intune:writeRoute` says that single assignments are written. */
export type WriteRouteSetting = "auto" | "documented" | "assign";

/** A documented verb was answered with success, but had no effect. @internal */
export class NoEffectError extends Error {
  override readonly name = "NoEffectError";
}

/** What a write by a documented verb came to. @internal */
export interface Outcome<T> {
  readonly result: T;
  /** Whether a verb was sent and taken: only then is it known that the service takes it. */
  readonly verbTaken: boolean;
}

type Route = "documented" | "assign";

/**
 * Chooses between the documented verbs and the `assign` action, for each kind of policy. Microsoft documents
 * POST, PATCH and DELETE on single assignments; the service has been reported to refuse them since 2018 and
 * to take `assign` only (microsoft-graph-docs #2326, #20615; msgraph-sdk-powershell #2985). So the first
 * write of the process tries the documented verb, while the writes that arrive meanwhile wait for the
 * answer, and what it says holds for the rest of the process.
 *
 * @internal
 */
export class WriteRoutes {
  readonly #settled = new Map<PolicyKind, Route>();
  readonly #trials = new Map<PolicyKind, Promise<void>>();

  constructor(
    private readonly setting: WriteRouteSetting,
    private readonly notify: Notify,
  ) {}

  /** Makes one change by the route that the service takes. */
  async write<T>(
    kind: PolicyKind,
    documented: () => Promise<Outcome<T>>,
    assign: () => Promise<T>,
  ): Promise<T> {
    if (this.setting === "documented") return (await documented()).result;
    if (this.setting === "assign") return assign();
    while (this.#settled.get(kind) === undefined) {
      const trial = this.#trials.get(kind);
      if (trial === undefined) return this.#try(kind, documented, assign);
      await trial;
    }
    return this.#settled.get(kind) === "assign"
      ? assign()
      : this.#documentedOrAssign(kind, documented, assign);
  }

  async #try<T>(
    kind: PolicyKind,
    documented: () => Promise<Outcome<T>>,
    assign: () => Promise<T>,
  ): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#trials.set(kind, promise);
    const answered = () => {
      this.#trials.delete(kind);
      resolve();
    };
    try {
      return await this.#documentedOrAssign(kind, documented, () => {
        answered();
        return assign();
      });
    } finally {
      answered();
    }
  }

  async #documentedOrAssign<T>(
    kind: PolicyKind,
    documented: () => Promise<Outcome<T>>,
    assign: () => Promise<T>,
  ): Promise<T> {
    try {
      const { result, verbTaken } = await documented();
      if (verbTaken && !this.#settled.has(kind)) this.#settled.set(kind, "documented");
      return result;
    } catch (error) {
      if (!(error instanceof RouteRefusedError || error instanceof NoEffectError)) throw error;
      if (this.#settled.get(kind) !== "assign") {
        this.#settled.set(kind, "assign");
        this.notify(
          `Graph does not take single writes of ${kind.noun} assignments here; they are written with the assign action.`,
        );
      }
      return assign();
    }
  }
}
