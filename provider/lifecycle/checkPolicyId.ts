import type { PolicyKind } from "../policyKind";
import { isUnknown, type Problem, problem } from "../problems";
import { isSafeId, safeIdAccepted } from "../targets/targetTypes";

/** @internal */
export function checkPolicyId(kind: PolicyKind, value: unknown): Problem[] {
  if (isUnknown(value)) return [];
  if (typeof value !== "string" || !isSafeId(value)) {
    return [problem(kind.policyIdProperty, value, `the id of the ${kind.noun}, ${safeIdAccepted}`)];
  }
  if (kind.builtIn?.test(value)) {
    return [
      problem(
        kind.policyIdProperty,
        value,
        `the id of an ${kind.noun} that your tenant made; Intune does not let its built-in ones (…_Default…) be assigned`,
      ),
    ];
  }
  return [];
}
