import { type PolicyKind, type PolicyKindName, policyKinds } from "./policyKind";
import { isUnknown, type Problem, problem } from "./problems";

/** The kinds of policy that `PolicyAssignment` serves: the names of their collections in Graph. */
export type PolicyType = {
  [K in PolicyKindName]: (typeof policyKinds)[K]["className"] extends "PolicyAssignment" ? K : never;
}[PolicyKindName];

/** Every policy type, in the order of the table. */
export const policyTypes = (Object.keys(policyKinds) as PolicyKindName[]).filter(isPolicyType);

export function isPolicyType(name: unknown): name is PolicyType {
  return (
    typeof name === "string" &&
    Object.hasOwn(policyKinds, name) &&
    policyKinds[name as PolicyKindName].className === "PolicyAssignment"
  );
}

const singleVerbsOnly = "Graph has no action that replaces its assignments";
const replaced = "Microsoft moves these policies to configurationPolicies; assign them there";

/** Collections of Graph that no resource serves, each with the reason. */
const notServed: Readonly<Record<string, string>> = {
  deviceCompliancePolicies: "DeviceCompliancePolicyAssignment assigns them",
  deviceEnrollmentConfigurations: "EnrollmentConfigurationAssignment assigns them",
  mobileApps: "an app can have several assignments for one group, each with an intent and settings",
  deviceHealthScripts:
    "Graph returns their assignments with other settings than those that were written, so writing a set back would change other people's assignments",
  windowsAutopilotDeploymentProfiles: singleVerbsOnly,
  termsAndConditions: singleVerbsOnly,
  appleUserInitiatedEnrollmentProfiles: singleVerbsOnly,
  policySets: "a policy set assigns other policies, and has no action that replaces its assignments alone",
  groupPolicyConfigurations: replaced,
  intents: replaced,
};

/** What is wrong with a `policyType`. Skips a value that the engine does not know yet. */
export function checkPolicyType(value: unknown): Problem[] {
  return isUnknown(value) || isPolicyType(value) ? [] : [wrongPolicyType(value)];
}

/** What is wrong with a `policyType` that names no kind, or is not known yet. */
export function wrongPolicyType(given: unknown): Problem {
  const reason = typeof given === "string" && Object.hasOwn(notServed, given) ? notServed[given] : undefined;
  const advice = reason && `${given} is not supported: ${reason}`;
  return problem(["policyType"], given, policyTypes.join(", "), advice);
}

/** The kind of policy that a `policyType` names; undefined while it is not known or where it is wrong. */
export function kindOfPolicyType(value: unknown): PolicyKind | undefined {
  return isPolicyType(value) ? policyKinds[value] : undefined;
}
