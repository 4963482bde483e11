import * as pulumi from "@pulumi/pulumi";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as intune from "../../sdk";

interface Registration {
  readonly type: string;
  readonly inputs: Record<string, unknown>;
}

const group = "2b3c4d5e-0000-4000-8000-000000000001";
const registered: Registration[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource({ type, name, inputs }) {
      registered.push({ type, inputs });
      return { id: `${name}-id`, state: { ...inputs, assignmentId: `${name}-assignment`, assignments: [] } };
    },
    call: () => ({}),
  }),
);
beforeEach(() => {
  registered.length = 0;
});

const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

describe("resource classes", () => {
  const target = { type: "groupAssignmentTarget" as const, groupId: pulumi.output(group) };
  it.each([
    {
      name: "DeviceCompliancePolicyAssignment",
      idProperty: "deviceCompliancePolicyId",
      make: () =>
        new intune.DeviceCompliancePolicyAssignment("x", {
          deviceCompliancePolicyId: pulumi.output("policy"),
          target,
        }),
    },
    {
      name: "EnrollmentConfigurationAssignment",
      idProperty: "deviceEnrollmentConfigurationId",
      make: () =>
        new intune.EnrollmentConfigurationAssignment("x", {
          deviceEnrollmentConfigurationId: pulumi.output("policy"),
          target,
        }),
    },
  ])(
    "$name registers its type, its inputs and the constant provider string",
    async ({ name, idProperty, make }) => {
      const resource = make();
      expect(await value(resource.assignmentId)).toBe("x-assignment");
      expect(await value(resource.target)).toEqual({ type: "groupAssignmentTarget", groupId: group });
      expect(registered).toEqual([
        {
          type: `pulumi-nodejs:dynamic/intune:${name}`,
          inputs: {
            [idProperty]: "policy",
            target: { type: "groupAssignmentTarget", groupId: group },
            // Part of the state of every stack: not to be changed.
            __provider: `exports.handler=()=>require(require.resolve("pulumi-intune/provider",{paths:[".",...module.paths.map(p=>p+"/.pnpm")]})).handler("${name}")`,
          },
        },
      ]);
    },
  );

  it("a set registers all its targets", async () => {
    const set = new intune.EnrollmentConfigurationAssignmentSet("x", {
      deviceEnrollmentConfigurationId: "configuration",
      targets: [
        { type: "allDevicesAssignmentTarget" },
        pulumi.output({ type: "allLicensedUsersAssignmentTarget" as const }),
      ],
    });
    expect(await value(set.targets)).toEqual([
      { type: "allDevicesAssignmentTarget" },
      { type: "allLicensedUsersAssignmentTarget" },
    ]);
    expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/intune:EnrollmentConfigurationAssignmentSet");
  });

  it("can be made twice in one test process, as unit tests of a stack do", async () => {
    const args = {
      deviceCompliancePolicyId: "policy",
      target: { type: "allDevicesAssignmentTarget" as const },
    };
    const twins = [1, 2].map((n) => new intune.DeviceCompliancePolicyAssignment(`twin-${n}`, args));
    expect(await Promise.all(twins.map(({ assignmentId }) => value(assignmentId)))).toEqual([
      "twin-1-assignment",
      "twin-2-assignment",
    ]);
  });
});
