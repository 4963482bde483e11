import type { Notify } from "../notices";
import type { PolicyKind } from "../policyKind";

/** How the setting `intune:writeRoute` says that single assignments are written. */
export type WriteRouteSetting = "auto" | "documented" | "assign";

type Route = "documented" | "assign";

/**
 * Chooses between the documented verbs and the `assign` action, for each kind of policy. Microsoft documents
 * POST, PATCH and DELETE on single assignments. The service has been reported to refuse them since 2018 and to take
 * `assign` only (microsoft-graph-docs #2326, #20615; msgraph-sdk-powershell #2985). So the first write of the process
 * to a kind is a trial of the documented verb. The others wait for its answer, which then holds for the process.
 */
export class WriteRoutes {
  readonly #settled = new Map<PolicyKind, Route>();
  readonly #trials = new Map<PolicyKind, Promise<void>>();

  constructor(
    private readonly setting: WriteRouteSetting,
    private readonly notify: Notify,
  ) {}

  /** The route of a kind; undefined while it is not known. */
  of(kind: PolicyKind): Route | undefined {
    if (this.setting !== "auto") return this.setting;
    return kind.singleVerbs === "refused" ? "assign" : this.#settled.get(kind);
  }

  /**
   * Begins the trial of a kind, or waits for the one that is under way.
   *
   * @returns What ends the trial; undefined for those who have waited, and who ask for the route again.
   */
  async trial(kind: PolicyKind): Promise<(() => void) | undefined> {
    const underWay = this.#trials.get(kind);
    if (underWay !== undefined) {
      await underWay;
      return undefined;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#trials.set(kind, promise);
    return () => {
      this.#trials.delete(kind);
      resolve();
    };
  }

  /** The service has taken a documented verb. */
  taken(kind: PolicyKind): void {
    if (!this.#settled.has(kind)) this.#settled.set(kind, "documented");
  }

  /**
   * The service has refused a documented verb, or answered it without an effect.
   *
   * @returns Whether `assign` serves from now on; not where the setting wants the documented verbs.
   */
  refused(kind: PolicyKind): boolean {
    if (this.setting === "documented") return false;
    if (this.of(kind) !== "assign") {
      this.#settled.set(kind, "assign");
      this.notify(
        `Graph does not take single writes of ${kind.noun} assignments here; they are written with the assign action.`,
      );
    }
    return true;
  }
}
