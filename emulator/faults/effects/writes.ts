import * as v from "valibot";
import { isJsonObject } from "../../json";
import { renderAssignment } from "../../policies/render";
import { answerInstead, type FaultEffect } from "../effect";
import { policyOf } from "../policyOf";

/** After this write, the policy's assignments are shown for some reads as they were before it. */
export interface StaleReadsFault {
  /** The name of this fault. */
  readonly kind: "staleReads";
  /** How many reads, each page being one. */
  readonly reads: number;
}

/**
 * The write is answered as a success and has no effect, as was reported of a PATCH of sibling endpoints. An entity in
 * the answer shows the target that is really there, or none.
 */
export interface WithoutEffectFault {
  /** The name of this fault. */
  readonly kind: "withoutEffect";
}

/** @internal */
export const staleReads: FaultEffect<StaleReadsFault> = {
  schema: v.strictObject({
    kind: v.literal("staleReads"),
    reads: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  async apply({ reads }, c, handle) {
    c.set("commit", (policy, next) => policy.replace(next, { staleReads: reads }));
    await handle();
  },
};

/** @internal */
export const withoutEffect: FaultEffect<WithoutEffectFault> = {
  schema: v.strictObject({ kind: v.literal("withoutEffect") }),
  async apply(_fault, c, handle, emulator) {
    c.set("commit", () => {});
    await handle();
    const of = policyOf(c.req.path, emulator);
    if (of === undefined || c.res.status >= 300 || c.res.status === 204) {
      return;
    }
    const { status } = c.res;
    const answered: unknown = await c.res.clone().json();
    const version = c.req.path.startsWith("/beta/") ? "beta" : "v1.0";
    const there = of.policy.assignments.map((assignment) =>
      renderAssignment(assignment, of.kind, version, of.service),
    );
    if (isJsonObject(answered) && Array.isArray(answered["value"])) {
      answerInstead(c, c.json({ ...answered, value: there }, 200));
    } else if (isJsonObject(answered)) {
      const entity = there.find(({ id }) => id === answered["id"]) ?? { ...answered, target: null };
      answerInstead(c, c.json(entity, status === 201 ? 201 : 200));
    }
  },
};
