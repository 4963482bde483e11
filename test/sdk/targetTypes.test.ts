import * as pulumi from "@pulumi/pulumi";
import { describe, expect, expectTypeOf, it } from "vitest";
import type {
  AssignmentFilter,
  getAssignmentFilterOutput,
  getDeviceCompliancePolicyOutput,
  getPolicyOutput,
  Target,
  TargetArgs,
} from "../../sdk";

// The type check is the test. It has `exactOptionalPropertyTypes`, as some programs do.

const group = "2b3c4d5e-0000-4000-8000-000000000001";
const groups = [group];
const filter: AssignmentFilter = { id: group, type: "include" };
// The compiler knows neither of the two.
const isPilot = groups.length === 1;
const maybeFilter = isPilot ? filter : undefined;
const output = pulumi.output(group);

type Group = { type: "groupAssignmentTarget"; groupId: string };
type Exclusion = { type: "exclusionGroupAssignmentTarget"; groupId: string };
type Everybody = { type: "allDevicesAssignmentTarget" | "allLicensedUsersAssignmentTarget" };
type Collection = { type: "configurationManagerCollectionAssignmentTarget"; collectionId: string };

describe("the type of a target", () => {
  it("refuses what a target of that type does not have, also in a variable or an output", () => {
    expectTypeOf<Exclusion & { filter: AssignmentFilter }>().not.toExtend<pulumi.Input<TargetArgs>>();
    expectTypeOf<Collection & { filter: AssignmentFilter }>().not.toExtend<pulumi.Input<TargetArgs>>();
    expectTypeOf<Everybody & { groupId: string }>().not.toExtend<pulumi.Input<TargetArgs>>();
    expectTypeOf<Group & { collectionId: string }>().not.toExtend<pulumi.Input<TargetArgs>>();
    expectTypeOf<pulumi.Output<Everybody & { groupId: string }>>().not.toExtend<pulumi.Input<TargetArgs>>();
  });

  it("refuses a target without what it needs, and half a filter", () => {
    expectTypeOf<{ type: Group["type"] }>().not.toExtend<pulumi.Input<TargetArgs>>();
    expectTypeOf<Group & { filter: { id: string } }>().not.toExtend<pulumi.Input<TargetArgs>>();
    expectTypeOf<Group & { filter: { type: "include" } }>().not.toExtend<pulumi.Input<TargetArgs>>();
  });

  it("takes targets that a program makes by conditions", () => {
    const made = isPilot
      ? { type: "groupAssignmentTarget" as const, groupId: group }
      : { type: "allDevicesAssignmentTarget" as const, filter };
    const targets: pulumi.Input<TargetArgs>[] = [
      made,
      { ...made },
      isPilot
        ? { type: "groupAssignmentTarget", groupId: output }
        : { type: "allLicensedUsersAssignmentTarget" },
      { type: isPilot ? "groupAssignmentTarget" : "exclusionGroupAssignmentTarget", groupId: group },
      { type: "groupAssignmentTarget", groupId: group, filter: maybeFilter },
      { type: "groupAssignmentTarget", groupId: group, ...(isPilot && { filter }) },
      { type: "exclusionGroupAssignmentTarget", groupId: group, filter: undefined },
      { type: "allDevicesAssignmentTarget", filter: { id: output, type: isPilot ? "include" : "exclude" } },
    ];
    expect(targets).toHaveLength(8);
  });

  it("takes lists of targets that a program makes from other lists", () => {
    const lists: pulumi.Input<pulumi.Input<TargetArgs>[]>[] = [
      groups.map((groupId) => ({ type: "groupAssignmentTarget", groupId })),
      groups.flatMap((groupId) => (isPilot ? [{ type: "groupAssignmentTarget" as const, groupId }] : [])),
      [
        ...groups.map((groupId) => ({
          type: "groupAssignmentTarget" as const,
          groupId,
          filter: maybeFilter,
        })),
        { type: "exclusionGroupAssignmentTarget", groupId: group },
      ],
      output.apply((groupId) => [{ type: "groupAssignmentTarget" as const, groupId }]),
    ];
    expect(lists).toHaveLength(4);
  });

  it("takes what a resource has as its output, and what a program asks for the type", () => {
    expectTypeOf<pulumi.Output<Target>>().toExtend<pulumi.Input<TargetArgs>>();
    expectTypeOf<pulumi.Output<Target[]>>().toExtend<pulumi.Input<pulumi.Input<TargetArgs>[]>>();
    expectTypeOf<pulumi.Unwrap<TargetArgs>>().toExtend<TargetArgs>();
    const narrowed = (target: TargetArgs): TargetArgs =>
      target.type === "allDevicesAssignmentTarget" ? { ...target, filter: maybeFilter } : target;
    expect(narrowed({ type: "allDevicesAssignmentTarget" })).toEqual({
      type: "allDevicesAssignmentTarget",
      filter,
    });
  });
});

describe("the type of a lookup's arguments", () => {
  type Given<F extends (args: never) => unknown> = Parameters<F>[0];

  it("refuses neither name nor id, and both", () => {
    type Neither = Record<never, never>;
    type Both = { id: string; displayName: pulumi.Output<string> };
    type OfType = { policyType: "configurationPolicies" };
    expectTypeOf<Neither>().not.toExtend<Given<typeof getDeviceCompliancePolicyOutput>>();
    expectTypeOf<Neither>().not.toExtend<Given<typeof getAssignmentFilterOutput>>();
    expectTypeOf<OfType>().not.toExtend<Given<typeof getPolicyOutput>>();
    expectTypeOf<Both>().not.toExtend<Given<typeof getDeviceCompliancePolicyOutput>>();
    expectTypeOf<Both & OfType>().not.toExtend<Given<typeof getPolicyOutput>>();
  });

  it("takes either of them, by a condition too", () => {
    const either: Given<typeof getDeviceCompliancePolicyOutput> = isPilot
      ? { id: output }
      : { displayName: "Baseline", id: undefined };
    const ofType: Given<typeof getPolicyOutput> = {
      policyType: isPilot ? "configurationPolicies" : "deviceConfigurations",
      ...either,
    };
    expect(ofType).toHaveProperty("policyType");
  });
});
