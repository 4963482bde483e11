import * as pulumi from "@pulumi/pulumi";
import type { PolicyKindName } from "../provider/policyKind";
import type { Provider } from "./provider";

/** Options of a lookup. */
export interface LookupOptions {
  /** The tenant to look in. Default: that of the stack's `intune:` configuration and the environment. */
  provider?: Provider;
}

/** What a lookup answers. @internal */
export interface LookedUp {
  id: string;
  displayName: string;
  type: string;
}

/**
 * Looks a policy up with the stack's configuration.
 *
 * @internal
 */
export function lookUp(name: PolicyKindName, args: object): Promise<LookedUp> {
  return ask(name, args, (key) => pulumi.runtime.getConfig(key));
}

/** Looks a policy up once it is known what to ask, with the configuration of a provider or of the stack. @internal */
export function lookUpOutput(
  name: PolicyKindName,
  args: object,
  { provider }: LookupOptions = {},
): pulumi.Output<LookedUp> {
  if (provider === undefined) return pulumi.output(args).apply((known) => lookUp(name, known));
  // What signs in is secret, what is found with it is not.
  const settings = pulumi.unsecret(provider.settings);
  return pulumi.all([args, settings]).apply(([known, given]) => ask(name, known, (key) => given[key]));
}

/** Stands for the run of a program that Pulumi does not run, such as a script. */
const noRun = {};

/** The Graph client is loaded here and not before: a program without lookups never needs it. */
async function ask(
  name: PolicyKindName,
  args: object,
  config: (key: string) => string | undefined,
): Promise<LookedUp> {
  if (isMocked()) return pulumi.runtime.invoke(`intune:index:get${name}`, args);
  const [{ lookUpPolicy }, { Session }] = await Promise.all([
    import("../provider/lookups/lookUpPolicy.js"),
    import("../provider/session.js"),
  ]);
  const run: object = pulumi.runtime.getStackResource() ?? noRun;
  try {
    return await lookUpPolicy(name, args, () => Session.of(config), run);
  } catch (error) {
    throw error instanceof Error ? new LookupError(error) : error;
  }
}

/** In unit tests with `pulumi.runtime.setMocks` a lookup is a call like any other, answered by the mocks. */
function isMocked(): boolean {
  return pulumi.runtime.getMonitor()?.constructor.name === "MockMonitor";
}

/** Pulumi shows the message of a RunError as it stands, and of any other error the stack and the program's text. */
class LookupError extends pulumi.RunError {
  constructor(override readonly cause: Error) {
    super(cause.message);
  }
}
