import { policyKey } from "../../provider/policyKind";
import { targetKey } from "../../provider/target/identity";
import type { StackAssignment } from "../state/stackAssignments";
import type { Findings, Importable } from "./importable";

/**
 * Leaves out what a stack has already: imported once more, it would stand there under two names, and the program
 * would be refused for it.
 *
 * @internal
 */
export function leaveOutManaged(
  { importable, leftOut }: Findings,
  assignments: readonly StackAssignment[],
): Findings {
  const byPolicy = Map.groupBy(assignments, ({ kind, policyId }) => policyKey({ kind, id: policyId }));
  const judged = importable.map((one) => {
    const holder = byPolicy.get(policyKey(one.policy))?.find((other) => overlap(one, other));
    return { one, holder };
  });
  return {
    importable: judged.flatMap(({ one, holder }) => (holder === undefined ? [one] : [])),
    leftOut: [
      ...judged.flatMap(({ one: { policy, target }, holder }) =>
        holder === undefined
          ? []
          : [{ policy, target, reason: `the stack has it already, in "${holder.name}"` }],
      ),
      ...leftOut,
    ],
  };
}

/** A whole set is at odds with whatever else is on its policy. */
function overlap({ target }: Importable, { targets, wholeSet }: StackAssignment): boolean {
  if (target === undefined || wholeSet) return true;
  return targets.some((other) => targetKey(other) === targetKey(target));
}
