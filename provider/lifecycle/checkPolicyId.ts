import { isBuiltIn, kindNameOf, type PolicyKind, policyKinds } from "../policyKind";
import { isPolicyType } from "../policyType";
import { isUnknown, type Problem, problem } from "../problems";
import { hasGuid, isSafeId } from "../targets/targetTypes";

/** What is wrong with the id of a policy to assign. */
export function checkPolicyId(kind: PolicyKind, value: unknown): Problem[] {
  if (isUnknown(value)) return [];
  const problems = checkIdForm(kind, value);
  if (problems.length > 0 || !isBuiltIn(kind, { id: String(value) })) return problems;
  const advice = "Intune does not let you assign its built-in ones (…_Default…, …_WindowsRestore)";
  return [problem([kind.policyIdProperty], value, `the id of an ${kind.noun} that your tenant made`, advice)];
}

/** What shows that a value cannot be the id of a policy of a kind. Ids of a form that nobody has reported pass. */
export function checkIdForm(kind: PolicyKind, value: unknown): Problem[] {
  const advice = adviceOn(kind, value);
  if (advice === undefined) return [];
  const form = kind.markedId === undefined ? "a GUID" : `such as ${kind.markedId.written}`;
  return [problem([kind.policyIdProperty], value, `the id of the ${kind.noun}, ${form}`, advice)];
}

/** What to do about a value that cannot be the id of a policy of a kind. */
function adviceOn(kind: PolicyKind, value: unknown): string | undefined {
  if (typeof value !== "string" || !hasGuid(value) || !isSafeId(value)) {
    return `If you have its name, ${isPolicyType(kind.collection) ? "getPolicy" : `get${kindNameOf(kind)}`} finds the id`;
  }
  if (/[\s\p{C}]/u.test(value)) return "Remove the spaces and invisible characters";
  const owners = Object.values<PolicyKind>(policyKinds).filter(({ markedId }) => markedId?.form.test(value));
  const [owner] = owners;
  if (owner === undefined || owners.includes(kind)) return undefined;
  const types = owners.map(({ collection }) => collection).filter(isPolicyType);
  const which = types.length === 0 ? "" : ` with the policyType ${types.join(" or ")}`;
  return `${owner.className}${which} assigns the policies whose ids are such as ${owner.markedId?.written}`;
}
