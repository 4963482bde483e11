import * as v from "valibot";
import { isJsonObject } from "../../graph/json";
import { renderAssignment } from "../../tenant/policy";
import { answerInstead, type FaultEffect } from "../effect";

/**
 * Some reads of the policy's assignments show an earlier set: after a write, the reads that follow it; on a read, this
 * read and the following ones. So a rule for the nth read makes reads go back in time. The next write ends the fault.
 *
 * @example Each read shows the set as it was two writes ago:
 * ```json
 * { "method": "GET", "path": "**&#47;assignments", "fault": { "kind": "staleReads", "reads": 1, "writes": 2 } }
 * ```
 */
export interface StaleReadsFault {
  /** The name of this fault. */
  readonly kind: "staleReads";
  /** How many reads. Each page counts as one. */
  readonly reads: number;
  /**
   * How many writes back, at most 31. Default 1: the set before the last write. If the policy had fewer writes, the
   * reads show its first set.
   */
  readonly writes?: number;
}

/**
 * The read shows the exclusions as they were some writes ago, and everything else as it is: it lacks new exclusions and
 * shows removed ones. Policies of managed apps were reported to do this for minutes, in 11 of 13 reads of
 * `/assignments` and likewise with `$expand`, while inclusions showed at once (azitc-ac/intune-tools, September 2026) [R].
 *
 * @example Most reads lack the exclusions of the last write:
 * ```json
 * { "method": "GET", "probability": 0.85, "fault": { "kind": "staleExclusions" } }
 * ```
 */
export interface StaleExclusionsFault {
  /** The name of this fault. */
  readonly kind: "staleExclusions";
  /** How many writes back, at most 31. Default 1. If the policy had fewer writes, the read shows its first exclusions. */
  readonly writes?: number;
}

/**
 * The service answers the write with success, but it has no effect, as reported of PATCH on sibling endpoints. An
 * entity in the answer shows the real target, or none.
 */
export interface WithoutEffectFault {
  /** The name of this fault. */
  readonly kind: "withoutEffect";
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const writesBack = v.exactOptional(v.pipe(count, v.maxValue(31)));

export const staleReads: FaultEffect<StaleReadsFault> = {
  schema: v.strictObject({
    kind: v.literal("staleReads"),
    reads: count,
    writes: writesBack,
  }),
  async apply({ reads, writes = 1 }, { c, handle, policy }) {
    const lag = () => policy()?.policy.lag(reads, writes);
    if (c.req.method === "GET") {
      lag();
    }
    c.set("insteadOfWrite", (write) => {
      write();
      lag();
    });
    await handle();
  },
};

export const staleExclusions: FaultEffect<StaleExclusionsFault> = {
  schema: v.strictObject({ kind: v.literal("staleExclusions"), writes: writesBack }),
  async apply({ writes = 1 }, { c, handle, policy }) {
    if (c.req.method === "GET") {
      policy()?.policy.lagExclusions(writes);
    }
    await handle();
  },
};

export const withoutEffect: FaultEffect<WithoutEffectFault> = {
  schema: v.strictObject({ kind: v.literal("withoutEffect") }),
  async apply(_fault, { c, handle, policy }) {
    c.set("insteadOfWrite", () => {});
    await handle();
    const of = policy();
    if (of === undefined || c.req.method === "GET" || c.res.status >= 300 || c.res.status === 204) {
      return;
    }
    const { status } = c.res;
    const answered: unknown = await c.res.clone().json();
    const version = c.req.path.startsWith("/beta/") ? "beta" : "v1.0";
    const there = of.policy.assignments.map((assignment) =>
      renderAssignment(assignment, of.policy.kind, version, of.service),
    );
    if (isJsonObject(answered) && Array.isArray(answered["value"])) {
      answerInstead(c, c.json({ ...answered, value: there }, 200));
    } else if (isJsonObject(answered)) {
      const entity = there.find(({ id }) => id === answered["id"]) ?? { ...answered, target: null };
      answerInstead(c, c.json(entity, status === 201 ? 201 : 200));
    }
  },
};
