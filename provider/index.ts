import { isDeepStrictEqual } from "node:util";
import type { Config } from "./config";
import { type Lifecycle, type Properties, ResourceInitError } from "./lifecycle/lifecycle";
import { describeProblem } from "./problems";
import { refuseOldNode } from "./product";
import { lifecycleMaker } from "./resources";
import { type Host, Session } from "./session";

export type { Properties };

/** What the engine's host for dynamic resources calls: `pulumi.dynamic.ResourceProvider` in plain types. */
export interface Handler {
  /** Takes the configuration of the stack or of an explicit provider. */
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  /** Says what is wrong with the inputs. No request. */
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  /**
   * Says whether new inputs differ from the outputs in the state. No request.
   *
   * @returns `changes` is left out where the inputs differ: the engine then compares them itself, and knows which
   *   property it was.
   */
  diff(id: string, olds: Properties, news: Properties): Promise<{ changes?: boolean; replaces: string[] }>;
  /** Makes the resource. */
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  /** Reads the resource. `id` is empty where it is gone. */
  read(id: string, props: Properties): Promise<{ id: string; props?: Properties; inputs?: Properties }>;
  /** Changes the resource in place. */
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  /** Deletes the resource. Succeeds if it does not exist any more. */
  delete(id: string, props: Properties): Promise<void>;
}

/** The host of dynamic resources is started with the engine's address, the same for every process of one run. */
const engine = process.argv[1]?.includes("dynamic-provider")
  ? process.argv.slice(2).find((argument) => !argument.startsWith("-"))
  : undefined;
const host: Host = engine === undefined ? {} : { engine };

// An engine that was killed reads no output any more. The host prints that error, which fails in the same way, and so
// on for ever, with all of a processor and ever more memory. Nobody takes the results either: so end as the engine did.
if (engine !== undefined) {
  for (const output of [process.stdout, process.stderr]) output.on("error", () => process.exit(1));
}

/** Where the engine keeps the string that leads here. */
const providerProperty = "__provider";

/**
 * The handler of one resource class. A resource's `__provider` string calls it in the engine's provider process.
 * Programs do not need it.
 *
 * @param className - The name of the resource class, such as `DeviceCompliancePolicyAssignment`.
 * @throws UnknownResourceError if this version of the package has no such class.
 */
export function handler(className: string): Handler {
  refuseOldNode("Pulumi runs the provider");
  const makeLifecycle = lifecycleMaker(className);
  let config: Config = () => undefined;
  let known: Session | undefined;
  // Read once, though every check asks: reading all settings takes longer than checking an assignment.
  const session = () => {
    known ??= Session.of(config, host);
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
      const reasons = lifecycle.check(inputs).map((problem) => describeProblem(problem));
      // The engine prints the value of the property that a failure names, even of a secret one. So none is named.
      return { inputs, failures: reasons.map((reason) => ({ property: "", reason })) };
    }),

    diff: quietly(async (_id, olds, news) => {
      const changes = lifecycle.diff(olds, news);
      if (changes.length === 0 && isOfPlugin(olds)) return { changes: true, replaces: [] };
      return {
        ...(changes.length === 0 ? { changes: false } : sameInputs(olds, news) && { changes: true }),
        replaces: changes.filter(({ replaces }) => replaces).map(({ path }) => path),
      };
    }),

    async create(inputs) {
      const { id, outputs } = await lifecycle.create(inputs).catch(keptInState(inputs));
      return { id, outs: outputs };
    },

    read: quietly(async (id, props) => {
      const found = await lifecycle.read(id, withoutProvider(props));
      if (found !== undefined) return { id, props: found.outputs, inputs: found.inputs };
      // In a refresh, an empty id means that the resource is gone. For `get`, the engine would accept it, so this throws.
      if (!isState(props)) {
        throw new Error(
          `There is no ${lifecycle.named} with the id ${id}. "npx pulumi-intune import" finds those that exist, with their ids.`,
        );
      }
      return { id: "" };
    }),

    async update(id, olds, news) {
      if (isOfPlugin(olds) && lifecycle.diff(olds, news).length === 0) return { outs: olds };
      return { outs: await lifecycle.update(id, olds, news).catch(keptInState(news)) };
    },

    delete: quietly((id, props) => lifecycle.delete(id, props)),
  };
}

/**
 * Whether the engine, which compares the inputs of both runs, would see no change. The outputs hold the inputs as
 * they were.
 */
function sameInputs(olds: Properties, news: Properties): boolean {
  return Object.entries(news).every(([name, value]) => isDeepStrictEqual(value, olds[name]));
}

/** Whether properties are the outputs of a resource in the state, and not the inputs that `get` reads with. */
function isState(properties: Properties): boolean {
  return "assignmentId" in properties || "assignments" in properties;
}

/** The host prints the stack of an error from these methods above the message, which is all that users need. */
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

/** The host keeps a resource in the state whose error has an id and properties, and shows the reasons. */
function keptInState({ [providerProperty]: provider }: Properties): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof ResourceInitError)) throw error;
    const { id, outputs, message } = error;
    throw Object.assign(new Error(message), {
      id,
      properties: { ...outputs, [providerProperty]: provider },
      reasons: [message],
    });
  };
}

/**
 * Whether the plugin wrote the state of a resource. The host finds its way here by a string in the state, on a delete
 * too, so the string has to be added to it: by an update, of which Graph sees nothing.
 */
function isOfPlugin(olds: Properties): boolean {
  return !Object.hasOwn(olds, providerProperty);
}

function withoutProvider(properties: Properties): Properties {
  const { [providerProperty]: _, ...inputs } = properties;
  return inputs;
}
