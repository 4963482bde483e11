import { policyKey } from "../../provider/policyKind";
import { targetKey } from "../../provider/targets/identity";
import type { StackAssignment } from "../state/stackAssignments";
import type { Findings, Importable, LeftOut } from "./importable";

/**
 * Leaves out what a stack manages already. If it were imported again, the stack would have it under two names, and the
 * provider would refuse the program.
 */
export function leaveOutManaged(
  { importable, leftOut }: Findings,
  assignments: readonly StackAssignment[],
): Findings {
  const byPolicy = Map.groupBy(assignments, ({ kind, policyId }) => policyKey({ kind, id: policyId }));
  const judged = importable.map((one): Importable | LeftOut => {
    const { policy, target } = one;
    const holder = byPolicy.get(policyKey(policy))?.find((other) => overlap(one, other));
    if (holder === undefined) return one;
    return { policy, target, reason: `the stack manages it already, as "${holder.name}"` };
  });
  return {
    importable: judged.filter((one) => "id" in one),
    leftOut: [...judged.filter((one) => "reason" in one), ...leftOut],
  };
}

/** A whole set is at odds with whatever else is on its policy. */
function overlap({ target }: Importable, { targets, wholeSet }: StackAssignment): boolean {
  if (target === undefined || wholeSet) return true;
  return targets.some((other) => targetKey(other) === targetKey(target));
}
