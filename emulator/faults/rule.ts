import * as v from "valibot";
import { faultEffects } from "./effects";
import type { Fault } from "./fault";

/**
 * When something goes wrong, and what.
 *
 * @example The second assign of any compliance policy has its effect, but its answer is lost:
 * ```json
 * {
 *   "method": "POST",
 *   "path": "/deviceManagement/deviceCompliancePolicies/*&#47;assign",
 *   "nth": 2,
 *   "fault": { "kind": "reset", "when": "after" }
 * }
 * ```
 */
export interface FaultRule {
  /** Default: any. */
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /**
   * A path without its query. `*` matches one segment, and `**` any number. Begin it with `/v1.0` or `/beta` to match
   * only that version. Default: any path.
   */
  readonly path?: string;
  /** Only the nth request of this method and path, from 1. Default: every one. */
  readonly nth?: number;
  /** At most so many times. Default: no limit. */
  readonly times?: number;
  /** How likely, from 0 to 1. Default 1. */
  readonly probability?: number;
  /** The seed for `probability`. The same seed hits the same requests. Default 1. */
  readonly seed?: number;
  /** What goes wrong. */
  readonly fault: Fault;
}

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const rule: v.GenericSchema<unknown, FaultRule> = v.strictObject({
  method: v.exactOptional(v.picklist(["GET", "POST", "PATCH", "DELETE"])),
  path: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(
        /^(\/|\*\*)/,
        ({ received }) => `Expected a path that begins with / or ** but received ${received}`,
      ),
    ),
  ),
  nth: v.exactOptional(positive),
  times: v.exactOptional(positive),
  probability: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  seed: v.exactOptional(v.number()),
  fault: v.lazy(faultSchema),
});

/** Chooses the schema by the fault's kind, so that messages are about that kind only. */
function faultSchema(given: unknown): v.GenericSchema<unknown, Fault> {
  const kind = v.safeParse(
    v.looseObject({ kind: v.picklist(Object.keys(faultEffects) as Fault["kind"][]) }),
    given,
  );
  return kind.success ? faultEffects[kind.output.kind].schema : fallback;
}

const fallback: v.GenericSchema<unknown, never> = v.pipe(
  v.looseObject({ kind: v.picklist(Object.keys(faultEffects)) }),
  v.never(),
);

export const faultRules: v.GenericSchema<unknown, FaultRule[]> = v.array(rule);
