import type { Notify } from "../notices";
import type { PolicyKind } from "../policyKind";

/** The setting `intune:writeRoute`: how single assignments are written. */
export type WriteRouteSetting = "auto" | "documented" | "assign";

type Route = "documented" | "assign";

/**
 * Chooses between the documented verbs and the `assign` action for each kind of policy. Microsoft documents POST, PATCH
 * and DELETE on single assignments. Since 2018, users report that the service refuses them and only takes `assign`
 * (microsoft-graph-docs #2326, #20615; msgraph-sdk-powershell #2985). So the first write of the process to a kind tries
 * the documented verb. The other writes wait for its answer, which then holds for the process.
 */
export class WriteRoutes {
  readonly #settled = new Map<PolicyKind, Route>();
  readonly #trials = new Map<PolicyKind, Promise<void>>();

  constructor(
    private readonly setting: WriteRouteSetting,
    private readonly notify: Notify,
  ) {}

  /** The route of a kind; undefined until it is known. */
  of(kind: PolicyKind): Route | undefined {
    if (this.setting !== "auto") return this.setting;
    return kind.singleVerbs === "refused" ? "assign" : this.#settled.get(kind);
  }

  /**
   * Starts the trial of a kind, or waits for the trial that is under way.
   *
   * @returns A function that ends the trial; undefined after waiting, so ask for the route again.
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

  /** The service has accepted a documented verb. */
  taken(kind: PolicyKind): void {
    if (!this.#settled.has(kind)) this.#settled.set(kind, "documented");
  }

  /**
   * The service has refused a documented verb, or accepted it without an effect.
   *
   * @returns Whether `assign` is used from now on. It is not if the setting is `documented`.
   */
  refused(kind: PolicyKind): boolean {
    if (this.setting === "documented") return false;
    if (this.of(kind) !== "assign") {
      this.#settled.set(kind, "assign");
      this.notify(
        `Graph refuses single writes of ${kind.noun} assignments here. The provider uses the assign action instead.`,
      );
    }
    return true;
  }
}
