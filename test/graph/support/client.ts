import { onTestFinished } from "vitest";
import { type Backoff, GraphClient, type GraphClientOptions, type Operation } from "../../../provider/graph";

export const accessToken = "opaque-access-token-0123456789";

const backoff: Backoff = { throttledMs: 20, brokenMs: 2, longestMs: 200 };

/** A client that waits milliseconds where another waits seconds; closed at the end of the test. */
export function clientOf(endpoint: string, options: Partial<GraphClientOptions> = {}): GraphClient {
  const client = new GraphClient({
    endpoint,
    signIn: { method: "accessToken", source: "intune:accessToken", accessToken },
    product: { name: "graph-test", version: "1.2.3" },
    backoff,
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

export function operationOf(client: GraphClient): Operation {
  return client.operation({
    attempt: "assign the group G to compliance policy P",
    permissions: ["DeviceManagementConfiguration.ReadWrite.All"],
  });
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`rejected with ${typeof error}`);
  }
  throw new Error("not rejected");
}
