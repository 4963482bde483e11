import * as v from "valibot";
import { isJsonObject } from "../../graph/json";
import { renderAssignment } from "../../tenant/policy";
import { answerInstead, type FaultEffect } from "../effect";

/**
 * Some reads of the policy's assignments show an earlier set. On a write: the reads after it. On a read: this one and
 * the following ones, so that a rule for the nth read lets reads go back in time. The next write ends it.
 *
 * @example Each read shows the set as it was two writes ago:
 * ```json
 * { "method": "GET", "path": "**&#47;assignments", "fault": { "kind": "staleReads", "reads": 1, "writes": 2 } }
 * ```
 */
export interface StaleReadsFault {
  /** The name of this fault. */
  readonly kind: "staleReads";
  /** How many reads, each page being one. */
  readonly reads: number;
  /**
   * How many writes back, at most 31: the set before the last one is 1. Where the policy had fewer, the reads show what
   * it began with. Default 1.
   */
  readonly writes?: number;
}

/**
 * The write is answered as a success and has no effect, as was reported of a PATCH of sibling endpoints. An entity in
 * the answer shows the target that is really there, or none.
 */
export interface WithoutEffectFault {
  /** The name of this fault. */
  readonly kind: "withoutEffect";
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

export const staleReads: FaultEffect<StaleReadsFault> = {
  schema: v.strictObject({
    kind: v.literal("staleReads"),
    reads: count,
    writes: v.exactOptional(v.pipe(count, v.maxValue(31))),
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
