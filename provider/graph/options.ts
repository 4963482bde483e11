import type { SignIn } from "./signIn/signIn";

/** The options of a {@link GraphClient}, as plain data, so that you can compare two clients. */
export interface GraphClientOptions {
  /** The root of Graph, such as `https://graph.microsoft.com`. The token goes to this origin and no other. */
  readonly endpoint: string;
  /** What the token is asked for. Defaults to `{endpoint}/.default`. */
  readonly scope?: string;
  /** How to get an access token. Nothing happens before the first request. */
  readonly signIn: SignIn;
  /** Where tokens come from. Defaults to Microsoft's public cloud. */
  readonly authority?: Authority;
  /** The program that asks, for the `User-Agent` header; `name` is also the section of `NODE_DEBUG`. */
  readonly product: { readonly name: string; readonly version: string };
  /** How long an operation may take in all, in milliseconds. Defaults to 10 minutes. */
  readonly operationTimeoutMs?: number;
  /** How long one request may take, in milliseconds. Defaults to 100 seconds. */
  readonly requestTimeoutMs?: number;
  /** At most so many requests in a window of time. Defaults to no limit. */
  readonly pace?: Pace;
  /** How long the client waits between tries. */
  readonly backoff?: Backoff;
}

/** The identity service of a cloud. */
export interface Authority {
  /** Its address, such as `https://login.microsoftonline.com`. */
  readonly host: string;
  /** Whether Microsoft runs it, so that instance discovery works. */
  readonly instanceDiscovery: boolean;
  /** The audience of a federated assertion. */
  readonly federatedAudience: string;
}

/** A limit of a number of requests in any window of time. */
export interface Pace {
  readonly requests: number;
  readonly windowMs: number;
}

/** Pauses double from try to try, with up to a quarter added at random, up to the longest. */
export interface Backoff {
  /** The first pause of all requests after a 429 or 503 without a `Retry-After`, in milliseconds. */
  readonly throttledMs: number;
  /** The first pause of one request after a failure of the connection or the service, in milliseconds. */
  readonly brokenMs: number;
  /** The longest pause, in milliseconds. */
  readonly longestMs: number;
}

export const defaults = {
  authority: {
    host: "https://login.microsoftonline.com",
    instanceDiscovery: true,
    federatedAudience: "api://AzureADTokenExchange",
  },
  operationTimeoutMs: 600_000,
  requestTimeoutMs: 100_000,
  // Graph's throttling answers sometimes have no pause, or 0. Only a pause of a few seconds helps.
  backoff: { throttledMs: 3_000, brokenMs: 500, longestMs: 60_000 },
} as const satisfies Partial<GraphClientOptions>;
