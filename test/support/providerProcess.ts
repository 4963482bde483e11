import { type Handler, handler } from "../../provider";
import { readSettings } from "../../provider/config";
import type { GraphClient } from "../../provider/graph";
import type { Lifecycle } from "../../provider/lifecycle/lifecycle";
import { resources } from "../../provider/resources";
import { type Host, Session } from "../../provider/session";

/** What one process of the engine is to the provider: one operation, with its own connections and memory. */
export interface ProviderProcess {
  readonly notices: string[];
  readonly client: GraphClient;
  resource(kind: string): Lifecycle;
}

/**
 * What a test changes of a provider process. `engine` is the address that the processes of one run have in common;
 * without it, the run has one process.
 */
export type ProcessOptions = Pick<Host, "delays" | "engine" | "graph">;

/** The settings of a provider against `endpoint`. */
export function configFor(
  endpoint: string,
  config: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    "intune:graphEndpoint": endpoint,
    "intune:accessToken": "a-token-of-the-emulator",
    ...config,
  };
}

/** What the engine's host for dynamic resources calls, configured for `endpoint`. */
export async function configuredHandler(
  className: string,
  endpoint: string,
  config: Readonly<Record<string, string>> = {},
): Promise<Handler> {
  const given = configFor(endpoint, config);
  const made = handler(className);
  await made.configure({ config: { get: (key) => given[key] } });
  return made;
}

/** The provider as the engine would start it against `endpoint`, without an engine. */
export function providerProcess(
  endpoint: string,
  config: Readonly<Record<string, string>> = {},
  options: ProcessOptions = {},
): ProviderProcess {
  const given = configFor(endpoint, config);
  const notices: string[] = [];
  const notify = (line: string) => notices.push(line);
  const session = new Session(
    readSettings((key) => given[key], {}),
    { ...options, notify },
  );
  return {
    notices,
    client: session.client,
    resource(kind) {
      const make = resources.get(kind);
      if (make === undefined) throw new Error(`no resource ${kind}`);
      return make(() => session.assignments);
    },
  };
}
