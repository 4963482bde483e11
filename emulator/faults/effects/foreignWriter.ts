import * as v from "valibot";
import type { JsonObject } from "../../graph/json";
import { loadAssignment } from "../../tenant/load";
import { readTarget } from "../../tenant/readTarget";
import type { AssignmentStateInput } from "../../tenant/state";
import { assignmentState, jsonObject } from "../../tenant/stateSchema";
import { targetKey } from "../../tenant/target";
import type { FaultEffect, Subject } from "../effect";

/**
 * Somebody else changes the policy's set. To change it between the read and the write of a client, use `when: "after"`
 * on the read, or `when: "before"` on the write.
 */
export interface ForeignWriterFault {
  /** The name of this fault. */
  readonly kind: "foreignWriter";
  /** Assignments to add, as in the emulator's state. Each replaces an assignment with the same target. */
  readonly add?: readonly AssignmentStateInput[];
  /** Targets whose assignments to remove, or `all`. */
  readonly remove?: readonly JsonObject[] | "all";
  /** Whether the set changes `before` (default) or `after` the request is handled. */
  readonly when?: "before" | "after";
}

const schema: v.GenericSchema<unknown, ForeignWriterFault> = v.strictObject({
  kind: v.literal("foreignWriter"),
  add: v.exactOptional(v.array(assignmentState)),
  remove: v.exactOptional(v.union([v.array(jsonObject), v.literal("all")])),
  when: v.exactOptional(v.picklist(["before", "after"])),
});

export const foreignWriter: FaultEffect<ForeignWriterFault> = {
  schema,
  async apply(fault, { handle, policy }) {
    if (fault.when === "after") {
      await handle();
    }
    const of = policy();
    if (of !== undefined) {
      write(of, fault);
    }
    if (fault.when !== "after") {
      await handle();
    }
  },
};

function write(of: Subject, { add = [], remove = [] }: ForeignWriterFault): void {
  const added = add.map((assignment, index) => loadAssignment(`faults.add.${index}`, of, assignment));
  const gone = new Set(added.map(({ target }) => targetKey(target)));
  for (const target of remove === "all" ? [] : remove) {
    gone.add(targetKey(readTarget(target, { version: "beta", knows: () => true })));
  }
  const kept =
    remove === "all" ? [] : of.policy.assignments.filter(({ target }) => !gone.has(targetKey(target)));
  of.policy.replace([...kept, ...added]);
}
