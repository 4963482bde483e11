import { isBuiltIn, type PolicyKind } from "../policyKind";
import { isUnknown, type Problem, problem } from "../problems";
import { isSafeId, safeIdAccepted } from "../targets/targetTypes";

export function checkPolicyId(kind: PolicyKind, value: unknown): Problem[] {
  if (isUnknown(value)) return [];
  if (typeof value !== "string" || !isSafeId(value)) {
    return [problem(kind.policyIdProperty, value, `the id of the ${kind.noun}, ${safeIdAccepted}`)];
  }
  if (isBuiltIn(kind, { id: value })) {
    return [
      problem(
        kind.policyIdProperty,
        value,
        `the id of an ${kind.noun} that your tenant made; Intune does not let you assign its built-in ones (…_Default…, …_WindowsRestore)`,
      ),
    ];
  }
  return [];
}
