import type * as beta from "@microsoft/microsoft-graph-types-beta";
import { describe, expectTypeOf, it } from "vitest";
import type { PolicyKindName, policyKinds } from "../../provider/policyKind";

type Table = typeof policyKinds;
interface Roots {
  deviceManagement: beta.DeviceManagement;
  deviceAppManagement: beta.DeviceAppManagement;
}

/** The policies of a row's collection; of a row with a cast, those of the type that it names. */
type PolicyOf<K extends PolicyKindName> = Table[K] extends { assignCast: string }
  ? beta.ManagedDeviceMobileAppConfiguration
  : Table[K]["collection"] extends keyof Roots[Table[K]["root"]]
    ? NonNullable<Roots[Table[K]["root"]][Table[K]["collection"]]> extends (infer P)[]
      ? P
      : never
    : never;

type AssignmentOf<K extends PolicyKindName> =
  NonNullable<PolicyOf<K>> extends { assignments?: infer A }
    ? NonNullable<A> extends (infer E)[]
      ? E
      : never
    : never;

/** Graph's types by the names that rows send. */
interface Assignments {
  "#microsoft.graph.deviceCompliancePolicyAssignment": beta.DeviceCompliancePolicyAssignment;
  "#microsoft.graph.enrollmentConfigurationAssignment": beta.EnrollmentConfigurationAssignment;
  "#microsoft.graph.deviceManagementConfigurationPolicyAssignment": beta.DeviceManagementConfigurationPolicyAssignment;
  "#microsoft.graph.deviceConfigurationAssignment": beta.DeviceConfigurationAssignment;
  "#microsoft.graph.deviceManagementScriptAssignment": beta.DeviceManagementScriptAssignment;
  "#microsoft.graph.windowsFeatureUpdateProfileAssignment": beta.WindowsFeatureUpdateProfileAssignment;
  "#microsoft.graph.windowsQualityUpdateProfileAssignment": beta.WindowsQualityUpdateProfileAssignment;
  "#microsoft.graph.windowsQualityUpdatePolicyAssignment": beta.WindowsQualityUpdatePolicyAssignment;
  "#microsoft.graph.windowsDriverUpdateProfileAssignment": beta.WindowsDriverUpdateProfileAssignment;
  "#microsoft.graph.targetedManagedAppPolicyAssignment": beta.TargetedManagedAppPolicyAssignment;
  "#microsoft.graph.managedDeviceMobileAppConfigurationAssignment": beta.ManagedDeviceMobileAppConfigurationAssignment;
}

/** The rows whose collection, assignment or name is not Graph's. */
type Wrong = {
  [K in PolicyKindName]: [AssignmentOf<K>] extends [never]
    ? K
    : [AssignmentOf<K>, Assignments[Table[K]["assignmentType"]]] extends [
          Assignments[Table[K]["assignmentType"]],
          AssignmentOf<K>,
        ]
      ? Table[K]["nameProperty"] extends keyof NonNullable<PolicyOf<K>>
        ? never
        : K
      : K;
}[PolicyKindName];

describe("the table of kinds", () => {
  it("has Graph's own collections, types of assignment and names", () => {
    expectTypeOf<Wrong>().toEqualTypeOf<never>();
  });
});
