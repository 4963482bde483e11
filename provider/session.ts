import type { Delays } from "./assignments/delays";
import { PolicyAssignments } from "./assignments/policyAssignments";
import { type Config, readSettings, type Settings } from "./config";
import { GraphClient, type GraphClientOptions } from "./graph";
import { type Notify, notifyOnConsole } from "./notices";

/** The door that a session is opened through. */
export interface Host {
  /** The engine's address, host and port: the same for every provider process of one run. */
  readonly engine?: string;
  /** Default: on the console, which the host of dynamic resources shows. */
  readonly notify?: Notify;
  /** What is not a setting of the user, or wins over it. For tests. */
  readonly graph?: Pick<GraphClientOptions, "backoff" | "operationTimeoutMs" | "requestTimeoutMs">;
  /** How long Graph is given to show a write. For tests. */
  readonly delays?: Partial<Delays>;
}

/**
 * What the resources of one process of the engine share: the settings, one connection to Graph with one
 * token, and what is known of each policy. The engine starts one process for each operation and each
 * provider, so all resources find the same session there.
 */
export class Session {
  static readonly #sessions = new Map<string, Session>();

  #client: GraphClient | undefined;
  #assignments: PolicyAssignments | undefined;

  /** A session that is shared with nobody; doors use {@link Session.of}. */
  constructor(
    private readonly settings: Settings,
    private readonly host: Host,
  ) {}

  /**
   * The session of a configuration. Pure: no network, no token.
   *
   * @throws ConfigurationError that names every setting that is wrong.
   */
  static of(config: Config, host: Host = {}): Session {
    const settings = readSettings(config, process.env);
    // A process that a debugger holds serves one run after another, each with an engine of its own.
    const key = JSON.stringify([settings, host.engine]);
    const session = Session.#sessions.get(key) ?? new Session(settings, host);
    Session.#sessions.set(key, session);
    return session;
  }

  /** Made when first used, so that a preview opens nothing. */
  get client(): GraphClient {
    this.#client ??= new GraphClient({ ...this.settings.graph, ...this.host.graph });
    return this.#client;
  }

  get assignments(): PolicyAssignments {
    this.#assignments ??= new PolicyAssignments(this.client, {
      ...this.settings,
      notify: this.host.notify ?? notifyOnConsole,
      ...(this.host.delays !== undefined && { delays: this.host.delays }),
      ...(this.host.engine !== undefined && {
        runPlace: `${this.host.engine} ${this.settings.graph.endpoint}`,
      }),
    });
    return this.#assignments;
  }

  /** Ends every wait for Graph at once; requests that are under way come to their end. */
  cancel(): void {
    this.client.cancel();
  }
}
