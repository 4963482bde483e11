import { describe, expect, it } from "vitest";
import { assignBody } from "../../provider/assignments/assignAction";
import { parseEntry } from "../../provider/assignments/entry";
import { policyKinds } from "../../provider/policyKind";

const kind = policyKinds.DeviceCompliancePolicy;
const group = "2b3c4d5e-0000-4000-8000-000000000001";
const noFilter = {
  deviceAndAppManagementAssignmentFilterId: "00000000-0000-0000-0000-000000000000",
  deviceAndAppManagementAssignmentFilterType: "none",
};
const plain = {
  "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
  id: `p_${group}`,
  source: "direct",
  sourceId: "p",
  target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: group, ...noFilter },
};
const filtered = {
  id: "p_adadadad-808e-44e2-905a-0b7873a8a531",
  source: "direct",
  target: {
    "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
    deviceAndAppManagementAssignmentFilterId: group,
    deviceAndAppManagementAssignmentFilterType: "include",
  },
};

const set = (...entries: unknown[]) => ({
  kept: entries.map((entry) => parseEntry(entry, "test")),
  added: [],
});

function bodyOf(...args: Parameters<typeof assignBody>): { version: string; body: unknown } {
  const { version, body } = assignBody(...args);
  return { version, body: JSON.parse(body) };
}

describe("assignBody", () => {
  it("writes through v1.0, without what only beta knows, as long as that says nothing", () => {
    expect(bodyOf({ kind, id: "p" }, set(plain))).toEqual({
      version: "v1.0",
      body: {
        assignments: [
          {
            "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
            id: `p_${group}`,
            target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: group },
          },
        ],
      },
    });
  });

  it("writes through beta, everything as it came, when one entry has a filter", () => {
    const { version, body } = assignBody({ kind, id: "p" }, set(plain, filtered));
    expect(version).toBe("beta");
    expect(body).toBe(JSON.stringify({ assignments: [plain, filtered] }));
  });

  it.each([
    [
      "a type of target that is not known",
      { ...plain, target: { "@odata.type": "#microsoft.graph.x", a: 1 } },
    ],
    ["a property of the target that is not known", { ...plain, target: { ...plain.target, weight: 3 } }],
    ["a property of the assignment that is not known", { ...plain, intent: "apply" }],
    ["a source that is not known", { ...plain, source: "unknownFutureValue" }],
    ...["Include", "unknownFutureValue", null, undefined].map((type): [string, object] => [
      `a filter of the type ${type}`,
      {
        ...plain,
        target: {
          ...plain.target,
          deviceAndAppManagementAssignmentFilterId: group,
          deviceAndAppManagementAssignmentFilterType: type,
        },
      },
    ]),
  ])("writes through beta for %s", (_, entry) => {
    expect(bodyOf({ kind, id: "p" }, set(entry))).toEqual({
      version: "beta",
      body: { assignments: [entry] },
    });
  });

  it("does not send what a policy set assigned", () => {
    const ofPolicySet = { ...filtered, source: "policySets" };
    expect(bodyOf({ kind, id: "p" }, set(ofPolicySet, plain))).toMatchObject({
      version: "v1.0",
      body: { assignments: [{ id: plain.id }] },
    });
  });

  it("names the parameter as the action of each kind does", () => {
    expect(bodyOf({ kind: policyKinds.EnrollmentConfiguration, id: "p_Limit" }, set()).body).toEqual({
      enrollmentConfigurationAssignments: [],
    });
  });

  it("goes through beta where the id says that v1.0 does not have the policy's type", () => {
    const kind = policyKinds.EnrollmentConfiguration;
    expect(assignBody({ kind, id: "p_EnrollmentNotificationsConfiguration" }, set()).version).toBe("beta");
    expect(assignBody({ kind, id: "p_PlatformRestrictions" }, set()).version).toBe("v1.0");
  });
});
