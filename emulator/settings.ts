import * as v from "valibot";
import { type ThrottleOptions, throttleOptions } from "./graph/throttleOptions";
import type { ServiceName } from "./policyColumns";

/** Settings that you can change while the emulator runs. */
export interface EmulatorSettings {
  /** How the service behaves. Default `observed`. */
  service: ServiceName;
  /** Extra latency per request to Graph, in milliseconds: half before and half after its effect. Default 0. */
  latencyMs: number;
  /** The most entries in one page of a collection. A client can ask for fewer with `$top`. Default 1,000. */
  pageSize: number;
  /** Limits, or `null` for none. Default `null`. */
  throttle: ThrottleOptions | null;
  /**
   * In seconds since 1970, or `null`. The emulator answers a JWT with an earlier `iat` with a claims challenge (401
   * with `claims=` in `WWW-Authenticate`), as continuous access evaluation does after a revocation. Default `null`:
   * never.
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
