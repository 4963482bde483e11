import * as v from "valibot";
import { type ThrottleOptions, throttleOptions } from "./graph/throttleOptions";
import type { ServiceName } from "./policyColumns";

/** What can be set while the emulator runs. */
export interface EmulatorSettings {
  /** How the service behaves. Default `observed`. */
  service: ServiceName;
  /** Extra latency of each request of Graph, half before and half after its effect; milliseconds. Default 0. */
  latencyMs: number;
  /** The most entries in one page of a collection; `$top` may ask for fewer. Default 1,000. */
  pageSize: number;
  /** Limits, or `null` for none. Default `null`. */
  throttle: ThrottleOptions | null;
  /**
   * JWTs whose `iat` is earlier are answered with a challenge for claims (401 with `claims=` in `WWW-Authenticate`), as
   * continuous access evaluation does after a revocation; seconds since 1970, or `null` for never. Default `null`.
   */
  tokensValidFrom: number | null;
}

export const defaultSettings: Readonly<EmulatorSettings> = {
  service: "observed",
  latencyMs: 0,
  pageSize: 1000,
  throttle: null,
  tokensValidFrom: null,
};

export const settingsChange: v.GenericSchema<unknown, Partial<EmulatorSettings>> = v.strictObject({
  service: v.exactOptional(v.picklist(["documented", "observed"])),
  latencyMs: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  pageSize: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  throttle: v.exactOptional(v.nullable(throttleOptions)),
  tokensValidFrom: v.exactOptional(v.nullable(v.number())),
});
