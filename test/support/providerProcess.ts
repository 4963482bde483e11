import type { Delays } from "../../provider/assignments/delays";
import { PolicyAssignments } from "../../provider/assignments/policyAssignments";
import { readSettings } from "../../provider/config";
import { GraphClient, type GraphClientOptions } from "../../provider/graph";
import type { Lifecycle } from "../../provider/lifecycle/lifecycle";
import { resources } from "../../provider/resources";

/** What one process of the engine is to the provider: one operation, with its own connections and memory. */
export interface ProviderProcess {
  readonly notices: string[];
  readonly client: GraphClient;
  resource(kind: string): Lifecycle;
}

/** What a test changes of a provider process. */
export interface ProcessOptions {
  readonly graph?: Pick<GraphClientOptions, "backoff" | "operationTimeoutMs" | "requestTimeoutMs">;
  readonly delays?: Delays;
  /** Default: a run that has no other process. */
  readonly runPlace?: string;
}

/** The provider as the engine would start it against `endpoint`, without an engine. */
export function providerProcess(
  endpoint: string,
  config: Record<string, string> = {},
  { graph, ...more }: ProcessOptions = {},
): ProviderProcess {
  const given: Record<string, string> = {
    "intune:graphEndpoint": endpoint,
    "intune:accessToken": "a-token-of-the-emulator",
    ...config,
  };
  const settings = readSettings((key) => given[key], {});
  const notices: string[] = [];
  const client = new GraphClient({ ...settings.graph, ...graph });
  const notify = (line: string) => notices.push(line);
  const assignments = new PolicyAssignments(client, { ...settings, ...more, notify });
  return {
    notices,
    client,
    resource(kind) {
      const make = resources.get(kind);
      if (make === undefined) throw new Error(`no resource ${kind}`);
      return make(() => assignments);
    },
  };
}
