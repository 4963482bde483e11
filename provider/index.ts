import type { Lifecycle, Properties } from "./lifecycle/lifecycle";
import { resources } from "./resources";
import { type Config, Session } from "./session";

/** What the engine's host for dynamic resources calls: `pulumi.dynamic.ResourceProvider` in plain types. */
export interface Handler {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, props: Properties): Promise<{ id: string; props?: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

/** Where the engine keeps the string that leads here. */
const providerProperty = "__provider";

/**
 * The handler of one resource class. It is what a resource's `__provider` string calls in the engine's
 * provider process; a program has no use for it.
 *
 * @param kind - The name of the resource class, such as `DeviceCompliancePolicyAssignment`.
 * @throws Error if this version of the package has no such class.
 */
export function handler(kind: string): Handler {
  const makeLifecycle = resources.get(kind);
  if (makeLifecycle === undefined) {
    throw new Error(
      `pulumi-intune has no resource "${kind}"; it has ${[...resources.keys()].join(", ")}. ` +
        "Is the installed version older than the one that wrote the stack's state?",
    );
  }
  let config: Config = () => undefined;
  let known: Session | undefined;
  // Read once, though every check asks: reading all settings takes longer than checking an assignment.
  const session = () => {
    known ??= Session.of(config);
    return known;
  };
  const lifecycle: Lifecycle = makeLifecycle(() => session().assignments);

  return {
    // Synchronous up to the end: the host hands out the handler before this has finished.
    async configure(request) {
      config = (key) => request.config.get(key);
      known = undefined;
    },

    check: quietly(async (_olds, news) => {
      const inputs = withoutProvider(news);
      session();
      // The engine prints the value of a property that it is told of, even of a secret one: so it is told of none.
      return { inputs, failures: lifecycle.check(inputs).map((reason) => ({ property: "", reason })) };
    }),

    diff: quietly(async (_id, olds, news) => {
      const changes = lifecycle.diff(olds, news);
      return {
        changes: changes.length > 0,
        replaces: changes.filter(({ replaces }) => replaces).map(({ path }) => path),
      };
    }),

    async create(inputs) {
      const { id, outputs } = await lifecycle.create(inputs);
      return { id, outs: outputs };
    },

    read: quietly(async (id, props) => {
      const found = await lifecycle.read(id, props);
      return found === undefined ? { id: "" } : { id, props: found.outputs, inputs: found.inputs };
    }),

    async update(id, olds, news) {
      return { outs: await lifecycle.update(id, olds, news) };
    },

    delete: quietly((id, props) => lifecycle.delete(id, props)),
  };
}

/** The host prints the stack of an error from these methods above the message that the user needs. */
function quietly<A extends unknown[], R>(method: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await method(...args);
    } catch (error) {
      if (error instanceof Error) error.stack = "";
      throw error;
    }
  };
}

function withoutProvider(properties: Properties): Properties {
  const { [providerProperty]: _, ...inputs } = properties;
  return inputs;
}
