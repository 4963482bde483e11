import { policyKey } from "../../provider/policyKind";
import type { Target } from "../../provider/target";
import { targetKey } from "../../provider/targets/identity";
import { plainText } from "../plainText";
import { hiddenValue, type StackAssignment, type StackReading } from "../state/stackAssignments";
import type { Findings, Importable, LeftOut } from "./importable";

/** {@link Findings}, with those apart that a stack manages already. */
export interface FindingsBesideStack extends Findings {
  readonly managed: readonly LeftOut[];
}

/**
 * Leaves out what a stack manages already. A second import would give it two names, and the provider would refuse the
 * program.
 */
export function leaveOutManaged(
  { importable, leftOut }: Findings,
  assignments: readonly StackAssignment[],
): FindingsBesideStack {
  const byPolicy = Map.groupBy(assignments, ({ kind, policyId }) => policyKey({ kind, id: policyId }));
  const judged = importable.map((one): Importable | LeftOut => {
    const { policy, target } = one;
    const holder = byPolicy.get(policyKey(policy))?.find((other) => overlap(one, other));
    if (holder === undefined) return one;
    return { policy, target, reason: `the stack manages it already, as "${holder.name}"` };
  });
  return {
    importable: judged.filter((one) => "id" in one),
    leftOut,
    managed: judged.filter((one) => "reason" in one),
  };
}

/** A whole set conflicts with every other resource on its policy. */
function overlap({ target }: Importable, { targets, wholeSet }: StackAssignment): boolean {
  if (target === undefined || wholeSet) return true;
  return targets.some((other) => targetKey(other) === targetKey(target));
}

/**
 * A sentence for each resource of the stack that cannot be compared with the tenant. The import may find its assignment
 * again.
 */
export function describeObscure(
  { assignments, obscure }: StackReading,
  { sets }: { sets: boolean },
): string[] {
  // A single assignment conflicts with a set on the same policy, so its target does not matter.
  const hidden = sets
    ? []
    : assignments.filter(({ targets, wholeSet }) => !wholeSet && targets.some(isHidden));
  const all = [...obscure, ...hidden.map(({ name }) => ({ name, reason: "a secret hides its target" }))];
  return all.map(({ name, reason }) =>
    plainText(`What "${name}" of the stack assigns could not be compared with the tenant: ${reason}.`),
  );
}

/** A filter does not make a different target. */
function isHidden({ filter, ...properties }: Target & { filter?: unknown }): boolean {
  return Object.values(properties).includes(hiddenValue);
}
