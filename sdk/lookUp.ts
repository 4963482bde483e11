import * as pulumi from "@pulumi/pulumi";
import type { PolicyKindName } from "../provider/policyKind";

/** What a lookup answers. @internal */
export interface LookedUp {
  id: string;
  displayName: string;
  type: string;
}

/** Stands for the run of a program that Pulumi does not run, such as a script. */
const noRun = {};

/**
 * Looks a policy up with the stack's `intune:` configuration. The Graph client is loaded here and not before:
 * a program without lookups never needs it.
 *
 * @internal
 */
export async function lookUp(name: PolicyKindName, args: object): Promise<LookedUp> {
  if (isMocked()) return pulumi.runtime.invoke(`intune:index:get${name}`, args);
  const { lookUpPolicy } = await import("../provider/lookups/lookUpPolicy.js");
  const run: object = pulumi.runtime.getStackResource() ?? noRun;
  try {
    return await lookUpPolicy(name, args, (key) => pulumi.runtime.getConfig(key), run);
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
