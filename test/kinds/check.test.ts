import { describe, expect, it } from "vitest";
import { handler } from "../../provider";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import { policyTypes } from "../../provider/policyType";

const policyId = "9f2b6c1e-0000-4000-8000-000000000001";
const guid = "2b3c4d5e-0000-4000-8000-000000000001";
const filter = { id: guid, type: "include" };
const allUsers = "acacacac-9df4-4c7d-9d50-4ef0226f57a9";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

async function reasons(inputs: object): Promise<string[]> {
  const { failures } = await handler("PolicyAssignment").check({}, { policyId, ...inputs });
  return failures.map(({ reason }) => reason);
}

describe.each(policyTypes)("check of %s", (policyType) => {
  const kind: PolicyKind = policyKinds[policyType];

  it("accepts and excludes groups", async () => {
    for (const type of ["groupAssignmentTarget", "exclusionGroupAssignmentTarget"]) {
      expect(await reasons({ policyType, target: { type, groupId: guid } })).toEqual([]);
    }
  });

  it.each(["allDevicesAssignmentTarget", "allLicensedUsersAssignmentTarget"] as const)(
    "takes %s as its row says",
    async (type) => {
      const [reason] = await reasons({ policyType, target: { type } });
      const refusal = kind.refusedTargets?.[type];
      if (refusal === undefined) expect(reason).toBeUndefined();
      else expect(reason).toContain(`target.type: given "${type}"; accepted: groupAssignmentTarget`);
      if (refusal !== undefined) expect(reason).toContain(refusal);
    },
  );

  it("takes filters as its row says", async () => {
    const found = await reasons({
      policyType,
      target: { type: "groupAssignmentTarget", groupId: guid, filter },
    });
    expect(found).toHaveLength(kind.filters === "none" ? 1 : 0);
    if (kind.filters === "none") expect(found[0]).toContain(`Intune takes none on a ${kind.noun}`);
  });

  it("takes the id of all users as a group only where Intune does", async () => {
    const found = await reasons({ policyType, target: { type: "groupAssignmentTarget", groupId: allUsers } });
    expect(found).toHaveLength(kind.allUsersGroup === allUsers ? 0 : 1);
  });
});

describe("a policy type", () => {
  const target = { type: "groupAssignmentTarget", groupId: guid };

  it("that is not known yet leaves the rest to a later check", async () => {
    expect(await reasons({ policyType: unknown, target: { type: "allDevicesAssignmentTarget" } })).toEqual(
      [],
    );
    expect(await reasons({ policyType: unknown, target: { type: "nobody" } })).toHaveLength(1);
  });

  it.each([undefined, "ConfigurationPolicies", "constructor", "__proto__", 7])(
    "%j is refused with the list",
    async (policyType) => {
      const [reason, ...more] = await reasons({ policyType, target });
      expect(more).toEqual([]);
      expect(reason).toContain("policyType: given");
      expect(reason).toContain("accepted: configurationPolicies, deviceConfigurations,");
    },
  );

  it.each([
    ["mobileApps", "each with an intent"],
    ["deviceHealthScripts", "would change other people's assignments"],
    ["windowsAutopilotDeploymentProfiles", "no action that replaces its assignments"],
    ["deviceCompliancePolicies", "DeviceCompliancePolicyAssignment assigns them"],
  ])("%s is refused with the reason", async (policyType, why) => {
    const [reason] = await reasons({ policyType, target });
    expect(reason).toContain(`${policyType} is not supported: `);
    expect(reason).toContain(why);
  });

  it("replaces the resource when it changes, as another policy does", async () => {
    const resource = handler("PolicyAssignment");
    const olds = { policyType: "deviceConfigurations", policyId, target, assignmentId: "a" };
    const diff = (news: object) => resource.diff("id", olds, { ...olds, ...news });
    expect(await diff({ policyType: "configurationPolicies" })).toMatchObject({ replaces: ["policyType"] });
    expect(await diff({ policyId: guid })).toMatchObject({ replaces: ["policyId"] });
  });
});
