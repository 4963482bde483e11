import * as pulumi from "@pulumi/pulumi";
import type { Config } from "../provider/config";
import type { LookupName, LookupResults } from "../provider/lookups/lookUp";
import { settingsOf } from "./provider";
import { inheritedProvider } from "./resourceClass";

/** Identifies what a lookup finds: its display name, or its `id` in Graph. Give one of the two. */
export type LookupArgs =
  | {
      /**
       * The display name, as the Intune admin center shows it. An exact match wins over one in another letter case or
       * with other white space.
       */
      displayName: string;
      /** Not together with `displayName`. */
      id?: undefined;
    }
  | {
      /** The `id` in Graph. Use it to get the name, or to check that it exists. */
      id: string;
      /** Not together with `id`. */
      displayName?: undefined;
    };

/** {@link LookupArgs} whose value may be an output. */
export type LookupOutputArgs =
  | {
      /** The display name. */
      displayName: pulumi.Input<string>;
      /** Not together with `displayName`. */
      id?: undefined;
    }
  | {
      /** The `id` in Graph. */
      id: pulumi.Input<string>;
      /** Not together with `id`. */
      displayName?: undefined;
    };

/** What a lookup returns. The program may change it. */
type LookedUp<N extends LookupName> = { -readonly [P in keyof LookupResults[N]]: LookupResults[N][P] };

/**
 * Looks something up with the configuration of a provider or of the stack.
 *
 * @throws pulumi.RunError, also if a preview does not know the provider's arguments yet.
 */
export async function lookUp<N extends LookupName>(
  name: N,
  args: object,
  opts: pulumi.InvokeOptions = {},
): Promise<LookedUp<N>> {
  return ask(name, args, await configuration(opts));
}

/** Looks something up once its arguments and the sign-in are known. */
export function lookUpOutput<N extends LookupName>(
  name: N,
  args: object,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<LookedUp<N>> {
  const settings = settingsFor(opts) ?? pulumi.output(undefined);
  return pulumi.all([args, settings, ready(opts.dependsOn)]).apply(([known, given]) => {
    return ask(name, known, given === undefined ? stackConfig : (key) => given[key]);
  });
}

const stackConfig: Config = (key) => pulumi.runtime.getConfig(key);

/** The settings of a lookup's provider. Undefined if the stack's configuration applies. */
function settingsFor({ provider, parent }: pulumi.InvokeOptions) {
  const used = provider ?? inheritedProvider(parent);
  if (used === undefined) return undefined;
  const settings = settingsOf(used);
  if (settings === undefined) {
    throw new pulumi.RunError(
      'A lookup takes a provider of the class "Provider" of pulumi-intune. You gave it, or its parent, another provider.',
    );
  }
  // The credentials are secret. The result of the lookup is not.
  return pulumi.unsecret(settings);
}

async function configuration(opts: pulumi.InvokeOptions): Promise<Config> {
  const settings = settingsFor(opts);
  if (settings === undefined) return stackConfig;
  // Pulumi's declarations leave out `isKnown`. Without it, this would wait forever in a preview.
  if (!(await (settings as unknown as { isKnown: Promise<boolean> }).isKnown)) {
    throw new pulumi.RunError(
      "The provider of this lookup is given a value that is not known in a preview. " +
        "Use the form of the lookup that returns an output.",
    );
  }
  return new Promise((resolve) => settings.apply((given) => resolve((key) => given[key])));
}

/** Resolves once all resources that a lookup depends on exist. */
function ready(dependsOn: pulumi.InvokeOutputOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi
    .output(dependsOn as pulumi.Input<pulumi.Resource | pulumi.Resource[] | undefined>)
    .apply((given) => pulumi.all([given ?? []].flat().flatMap(idsOf)));
}

/** The ids of a resource or, for a component, of all resources in it. */
function idsOf(resource: pulumi.Resource): pulumi.Output<string>[] {
  if (pulumi.CustomResource.isInstance(resource)) return [resource.id];
  const { __childResources = [] } = resource as { __childResources?: Iterable<pulumi.Resource> };
  return [resource.urn, ...[...__childResources].flatMap(idsOf)];
}

/** The run of a program that Pulumi does not run, such as a script. */
const noRun = {};

/** Loads the Graph client only here, because a program without lookups does not need it. */
async function ask<N extends LookupName>(name: N, args: object, config: Config): Promise<LookedUp<N>> {
  if (isMocked()) return pulumi.runtime.invoke(`intune:index:get${name}`, args);
  const [{ lookUp }, { Session }] = await Promise.all([
    import("../provider/lookups/lookUp.js"),
    import("../provider/session.js"),
  ]);
  const run: object = pulumi.runtime.getStackResource() ?? noRun;
  try {
    return await lookUp(name, args, () => Session.of(config), run);
  } catch (error) {
    throw error instanceof Error ? new LookupError(error) : error;
  }
}

/** In unit tests with `pulumi.runtime.setMocks`, the mocks answer a lookup like any other call. */
function isMocked(): boolean {
  return pulumi.runtime.getMonitor()?.constructor.name === "MockMonitor";
}

/**
 * Pulumi shows the message of a RunError as it is. For any other error, it shows the stack trace and the program's
 * text. If an output rejects with a RunError, Pulumi shows the stack trace, unless the error has none.
 */
class LookupError extends pulumi.RunError {
  constructor(override readonly cause: Error) {
    super(cause.message);
    Object.assign(this, { stack: undefined });
  }
}
