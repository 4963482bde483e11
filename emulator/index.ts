/**
 * Microsoft Graph's Intune assignment endpoints on this machine, so that a stack can run without a tenant.
 *
 * @module pulumi-intune/emulator
 */
// Comments in this folder say how sure we are of a behavior of the service: [D] documented on Microsoft's pages, [M] in
// its published v1.0 metadata (August 2026), [R] reported in public issues, [I] inferred by us.

import { type AddressInfo, isIPv6 } from "node:net";
import { serve } from "@hono/node-server";
import { createApp } from "./app";
import { Emulator } from "./emulator";
import type { FaultRule } from "./faults/rule";
import type { RecordedRequest } from "./graph/requestLog";
import { type MintTokenOptions, mintToken } from "./graph/token";
import type { EmulatorSettings } from "./settings";
import { defaultState } from "./tenant/defaultState";
import type { EmulatorState, EmulatorStateInput } from "./tenant/state";

export { EmulatorInputError } from "./checked";
export type { AnswerFault } from "./faults/effects/answer";
export type { ApprovalFault } from "./faults/effects/approval";
export type { GarbledFault, TruncatedFault } from "./faults/effects/body";
export type { DelayFault, ResetFault } from "./faults/effects/connection";
export type { ForeignWriterFault } from "./faults/effects/foreignWriter";
export type {
  DuplicateInPageFault,
  EmptyPageFault,
  EndlessNextLinkFault,
  ForeignNextLinkFault,
} from "./faults/effects/pages";
export type { StaleExclusionsFault, StaleReadsFault, WithoutEffectFault } from "./faults/effects/writes";
export type { Fault } from "./faults/fault";
export type { FaultRule } from "./faults/rule";
export type { Json, JsonObject } from "./graph/json";
export type { RecordedRequest } from "./graph/requestLog";
export type { ThrottleOptions } from "./graph/throttleOptions";
export type { MintTokenOptions } from "./graph/token";
export type { ServiceName } from "./policyColumns";
export type { PolicyCollection } from "./policyKind";
export type { EmulatorSettings } from "./settings";
export type {
  AnyPolicyState,
  AnyPolicyStateInput,
  AssignmentFilterState,
  AssignmentState,
  AssignmentStateInput,
  EmulatorState,
  EmulatorStateInput,
  GroupState,
  NamedPolicyState,
  NamedPolicyStateInput,
  PolicyState,
  PolicyStateInput,
  PolicyStates,
} from "./tenant/state";

/** The options of {@link startEmulator}: the settings, and what the tenant holds. */
export interface EmulatorOptions extends Partial<EmulatorSettings> {
  /** Default 0: any free port. */
  readonly port?: number;
  /**
   * The address to listen on. Default `127.0.0.1`. Other machines could use an emulator on another address without a
   * real sign-in.
   */
  readonly host?: string;
  /** What the tenant holds. Default: some policies and groups, with only the built-in policies assigned. */
  readonly state?: EmulatorStateInput;
  /** Rules for faults. Default: none. */
  readonly faults?: readonly FaultRule[];
}

/** A running emulator. */
export interface RunningEmulator {
  /** For example `http://127.0.0.1:49152`, without a slash at the end. Append the version: `{url}/v1.0`. */
  readonly url: string;
  /** The requests to Graph so far, in the order of their arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Forgets the requests so far. */
  clearRequests(): void;
  /** A copy of what the tenant holds. */
  getState(): EmulatorState;
  /** Replaces everything that the tenant holds. @throws EmulatorInputError */
  setState(state: EmulatorStateInput): void;
  /** Replaces the rules for faults, and resets their counts. @throws EmulatorInputError */
  setFaults(rules: readonly FaultRule[]): void;
  /** Changes settings. Settings that you leave out stay. @throws EmulatorInputError */
  configure(settings: Partial<EmulatorSettings>): void;
  /** Makes a JWT whose permissions the emulator checks. A token that is not a JWT has every permission. */
  mintToken(options: MintTokenOptions): string;
  /** Stops listening and cuts the connections. */
  close(): Promise<void>;
}

/**
 * Starts an emulator of Graph's Intune assignment endpoints on this machine.
 *
 * @example
 * ```ts
 * import { startEmulator } from "pulumi-intune/emulator";
 *
 * const emulator = await startEmulator();
 * process.env["INTUNE_GRAPH_ENDPOINT"] = emulator.url;
 * process.env["INTUNE_ACCESS_TOKEN"] = "any";
 * // …
 * await emulator.close();
 * ```
 *
 * @throws EmulatorInputError for a wrong option; the socket's error if the port is in use.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const { port = 0, host = "127.0.0.1", state = defaultState(), faults = [], ...settings } = options;
  const emulator = new Emulator(settings, state, faults);
  const { address, close } = await listen(emulator, port, host);
  return {
    url: `http://${isIPv6(address.address) ? `[${address.address}]` : address.address}:${address.port}`,
    requests: emulator.requests,
    clearRequests: () => emulator.clearRequests(),
    getState: () => emulator.getState(),
    setState: (given) => emulator.setState(given),
    setFaults: (rules) => emulator.setFaults(rules),
    configure: (change) => emulator.configure(change),
    mintToken,
    close,
  };
}

async function listen(emulator: Emulator, port: number, host: string) {
  const app = createApp(emulator);
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  // The global Request and Response belong to the host program.
  const server = serve({ fetch: app.fetch, port, hostname: host, overrideGlobalObjects: false }, resolve);
  server.once("error", reject);
  const address = await promise;
  const close = async () => {
    const closed = Promise.withResolvers<void>();
    server.close(() => closed.resolve());
    if ("closeAllConnections" in server) {
      server.closeAllConnections();
    }
    await closed.promise;
  };
  return { address, close };
}
