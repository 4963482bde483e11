import type { Lifecycle } from "../provider/lifecycle/lifecycle";
import { lifecycleMaker } from "../provider/resources";
import type { Session } from "../provider/session";
import { Claims } from "../provider/targets/claims";
import { classOf } from "./tokens";

/** Everything that lasts from one `configure` of the engine to the next. */
export class Run {
  /** What the checked resources declare, by their URNs. */
  readonly claims = new Claims<string>();
  readonly #lifecycles = new Map<string, Lifecycle>();
  #session: Session | undefined;

  /** @param open - Opens the session, when it is first needed. */
  constructor(private readonly open: () => Session) {}

  /**
   * The session of the provider's configuration.
   *
   * @throws ConfigurationError. It names every wrong setting.
   */
  readonly session = (): Session => {
    this.#session ??= this.open();
    return this.#session;
  };

  /**
   * The lifecycle of a URN's class.
   *
   * @throws UnknownResourceError.
   */
  lifecycleOf(urn: string): Lifecycle {
    const name = classOf(urn);
    const known = this.#lifecycles.get(name);
    if (known !== undefined) return known;
    const made = lifecycleMaker(name)(() => this.session().assignments);
    this.#lifecycles.set(name, made);
    return made;
  }

  /** Ends every wait for Graph at once. */
  cancel(): void {
    this.#session?.cancel();
  }
}
