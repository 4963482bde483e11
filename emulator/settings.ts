import * as v from "valibot";
import type { ServiceName } from "./service/services";
import { type ThrottleOptions, throttleOptions } from "./throttle/options";

/** What can be set while the emulator runs. */
export interface EmulatorSettings {
  /** The face of the service. Default `documented`. */
  service: ServiceName;
  /** How long each request of Graph takes longer, half of it before and half after its effect; milliseconds. Default 0. */
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

/** @internal */
export type Settings = Readonly<EmulatorSettings>;

/** @internal */
export const defaultSettings: Settings = {
  service: "documented",
  latencyMs: 0,
  pageSize: 1000,
  throttle: null,
  tokensValidFrom: null,
};

/** @internal */
export const settingsChange: v.GenericSchema<unknown, Partial<EmulatorSettings>> = v.strictObject({
  service: v.exactOptional(v.picklist(["documented", "observed"])),
  latencyMs: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  pageSize: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  throttle: v.exactOptional(v.nullable(throttleOptions)),
  tokensValidFrom: v.exactOptional(v.nullable(v.number())),
});
