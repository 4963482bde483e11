import type * as graph from "@microsoft/microsoft-graph-types";
import { describe, expect, expectTypeOf, it } from "vitest";
import { assignBody } from "../../provider/assignments/assignAction";
import { type PolicyKindName, policyKinds } from "../../provider/policyKind";
import type { PolicyType } from "../../provider/policyType";
import type {
  AllDevicesAssignmentTarget,
  AllLicensedUsersAssignmentTarget,
  ConfigurationManagerCollectionAssignmentTarget,
  ExclusionGroupAssignmentTarget,
  GroupAssignmentTarget,
  Target,
} from "../../provider/target";
import { identify } from "../../provider/targets/identity";
import { targetTypes } from "../../provider/targets/targetTypes";
import { toGraph } from "../../provider/targets/wire";

/** The types that Microsoft generates from Graph's v1.0 metadata. A filter is beta's, and not in them. */
interface Targets {
  groupAssignmentTarget: [GroupAssignmentTarget, graph.GroupAssignmentTarget];
  exclusionGroupAssignmentTarget: [ExclusionGroupAssignmentTarget, graph.ExclusionGroupAssignmentTarget];
  allDevicesAssignmentTarget: [AllDevicesAssignmentTarget, graph.AllDevicesAssignmentTarget];
  allLicensedUsersAssignmentTarget: [
    AllLicensedUsersAssignmentTarget,
    graph.AllLicensedUsersAssignmentTarget,
  ];
  configurationManagerCollectionAssignmentTarget: [
    ConfigurationManagerCollectionAssignmentTarget,
    graph.ConfigurationManagerCollectionAssignmentTarget,
  ];
}
type Ours<T extends keyof Targets> = Omit<Targets[T][0], "type" | "filter">;
type Theirs<T extends keyof Targets> = Targets[T][1];

describe("held against Microsoft's own types of v1.0 (the type check is the test)", () => {
  it("targets have the properties that Graph has, no more and no less", () => {
    expectTypeOf<keyof Ours<"groupAssignmentTarget">>().toEqualTypeOf<
      keyof Theirs<"groupAssignmentTarget">
    >();
    expectTypeOf<keyof Ours<"exclusionGroupAssignmentTarget">>().toEqualTypeOf<
      keyof Theirs<"exclusionGroupAssignmentTarget">
    >();
    expectTypeOf<keyof Ours<"configurationManagerCollectionAssignmentTarget">>().toEqualTypeOf<
      keyof Theirs<"configurationManagerCollectionAssignmentTarget">
    >();
    expectTypeOf<keyof Ours<"allDevicesAssignmentTarget">>().toEqualTypeOf<
      keyof Theirs<"allDevicesAssignmentTarget">
    >();
    expectTypeOf<keyof Ours<"allLicensedUsersAssignmentTarget">>().toEqualTypeOf<
      keyof Theirs<"allLicensedUsersAssignmentTarget">
    >();
    expectTypeOf<Ours<"groupAssignmentTarget">>().toExtend<Theirs<"groupAssignmentTarget">>();
    expectTypeOf<Ours<"configurationManagerCollectionAssignmentTarget">>().toExtend<
      Theirs<"configurationManagerCollectionAssignmentTarget">
    >();
    // Every type of ours is in the metadata but the one that only the pages' examples have.
    expectTypeOf<Exclude<Target["type"], keyof Targets>>().toEqualTypeOf<"scopeTagGroupAssignmentTarget">();
  });

  it("the properties that are checked and sent are those of the types", () => {
    const properties: { readonly [T in keyof Targets]: readonly (keyof Theirs<T>)[] } = {
      groupAssignmentTarget: ["groupId"],
      exclusionGroupAssignmentTarget: ["groupId"],
      allDevicesAssignmentTarget: [],
      allLicensedUsersAssignmentTarget: [],
      configurationManagerCollectionAssignmentTarget: ["collectionId"],
    };
    for (const [type, names] of Object.entries(properties)) {
      expect(Object.keys(targetTypes[type as Target["type"]].properties)).toEqual(names);
    }
  });

  it("assignments, collections and parameters have Graph's names", () => {
    type Kind = Exclude<PolicyKindName, PolicyType>;
    type Collections = { [K in Kind]: (typeof policyKinds)[K]["collection"] };
    expectTypeOf<Collections[Kind]>().toExtend<keyof graph.DeviceManagement>();
    type Element<K extends Kind> = NonNullable<
      NonNullable<graph.DeviceManagement[Collections[K]]>[number]["assignments"]
    >[number];
    expectTypeOf<Element<"DeviceCompliancePolicy">>().toEqualTypeOf<graph.DeviceCompliancePolicyAssignment>();
    expectTypeOf<
      Element<"EnrollmentConfiguration">
    >().toEqualTypeOf<graph.EnrollmentConfigurationAssignment>();

    const group = identify({
      type: "groupAssignmentTarget",
      groupId: "2b3c4d5e-0000-4000-8000-000000000001",
    });
    const target = toGraph(group.target);
    const member = { "@odata.type": policyKinds.DeviceCompliancePolicy.assignmentType, target };
    const typed: { "@odata.type": string } & graph.DeviceCompliancePolicyAssignment = member;
    const policy = { kind: policyKinds.DeviceCompliancePolicy, id: "p" };
    expect(assignBody(policy, { kept: [], added: [group] })).toEqual({
      version: "v1.0",
      body: JSON.stringify({ assignments: [typed] }),
    });
    const parameters: {
      readonly [K in Kind]: "assignments" | "enrollmentConfigurationAssignments";
    } = {
      DeviceCompliancePolicy: policyKinds.DeviceCompliancePolicy.assignParameter,
      EnrollmentConfiguration: policyKinds.EnrollmentConfiguration.assignParameter,
    };
    expect(parameters).toEqual({
      DeviceCompliancePolicy: "assignments",
      EnrollmentConfiguration: "enrollmentConfigurationAssignments",
    });
  });
});
