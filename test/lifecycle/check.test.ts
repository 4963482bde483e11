import { describe, expect, it } from "vitest";
import { handler } from "../../provider";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = "2b3c4d5e-0000-4000-8000-000000000001";
const policy = "9f2b6c1e-0000-4000-8000-000000000001";

/** What a `groupId` accepts. */
const anyGroup =
  "the object id of an Entra group, a GUID. A Group of @pulumi/azuread has it as objectId, and getGroup finds it by a name.";

async function reasons(kind: string, news: Record<string, unknown>): Promise<string[]> {
  const { failures, inputs } = await handler(kind).check({}, { ...news, __provider: "x" });
  expect(inputs).toEqual(news);
  return failures.map(({ property, reason }) => {
    // A named property makes the engine print its value, even when it is a secret.
    expect(property).toBe("");
    return reason;
  });
}

const compliance = (news: object) =>
  reasons("DeviceCompliancePolicyAssignment", { deviceCompliancePolicyId: policy, ...news });
const enrollment = (id: unknown) =>
  reasons("EnrollmentConfigurationAssignment", {
    deviceEnrollmentConfigurationId: id,
    target: { type: "allDevicesAssignmentTarget" },
  });
const set = (targets: unknown) =>
  reasons("DeviceCompliancePolicyAssignmentSet", { deviceCompliancePolicyId: policy, targets });

describe("check of one assignment", () => {
  it.each([
    { type: "groupAssignmentTarget", groupId: group.toUpperCase() },
    { type: "groupAssignmentTarget", groupId: group, filter: { id: group, type: "exclude" } },
    { type: "exclusionGroupAssignmentTarget", groupId: group },
    { type: "allDevicesAssignmentTarget", filter: { id: group, type: "include" } },
    { type: "allLicensedUsersAssignmentTarget" },
    { type: "configurationManagerCollectionAssignmentTarget", collectionId: "SMS00001" },
    { type: "scopeTagGroupAssignmentTarget", targetType: "user", entraObjectId: group },
  ])("accepts $type", async (target) => {
    expect(await compliance({ target })).toEqual([]);
  });

  it.each([
    ["a target that is unknown", { target: unknown }],
    ["a type that is unknown", { target: { type: unknown, groupId: "not a guid" } }],
    ["a group that is unknown", { target: { type: "groupAssignmentTarget", groupId: unknown } }],
    [
      "a filter that is unknown",
      { target: { type: "groupAssignmentTarget", groupId: group, filter: unknown } },
    ],
    [
      "a filter id that is unknown",
      { target: { type: "groupAssignmentTarget", groupId: group, filter: { id: unknown, type: "include" } } },
    ],
    [
      "a policy that is unknown",
      { deviceCompliancePolicyId: unknown, target: { type: "allDevicesAssignmentTarget" } },
    ],
  ])("skips %s", async (_, news) => {
    expect(await compliance(news)).toEqual([]);
  });

  it.each(["Pilot users", "pilots@contoso.com", `/groups/${group}`, ` ${group}`])(
    "says that %j is no group's id, and where to find it",
    async (groupId) => {
      expect(await compliance({ target: { type: "groupAssignmentTarget", groupId } })).toEqual([
        `target.groupId: given "${groupId}"; accepted: ${anyGroup}`,
      ]);
    },
  );

  it("says where to find the id of a filter", async () => {
    const target = { type: "allDevicesAssignmentTarget", filter: { id: "Corporate", type: "include" } };
    expect(await compliance({ target })).toEqual([
      'target.filter.id: given "Corporate"; accepted: the id of an assignment filter, a GUID. getAssignmentFilter finds it by the filter\'s name.',
    ]);
  });

  it("prints no value that is longer than an id, and no object: it may be a secret in the wrong place", async () => {
    const secret = "s3cret-".repeat(20);
    const target = {
      type: "groupAssignmentTarget",
      groupId: secret,
      filter: { id: { secret }, type: "include" },
    };
    const reasons = (await compliance({ target, deviceCompliancePolicyId: [secret] })).join("\n");
    expect(reasons).toContain("target.groupId: given a text of 140 characters; accepted: ");
    expect(reasons).toContain("target.filter.id: given an object with secret; accepted: ");
    expect(reasons).toContain("deviceCompliancePolicyId: given an array; accepted: ");
    expect(reasons).not.toContain("s3cret");
  });

  it("says which property is missing and which is too many", async () => {
    const target = { type: "groupAssignmentTarget", collectionId: "SMS00001" };
    expect(await compliance({ target })).toEqual([
      'target.collectionId: unknown property of groupAssignmentTarget, given "SMS00001"; accepted: type, groupId, filter.',
      `target.groupId: given nothing; accepted: ${anyGroup}`,
    ]);
  });

  it("names the types of target when given another one", async () => {
    const [reason] = await compliance({ target: { type: "#microsoft.graph.groupAssignmentTarget" } });
    expect(reason).toContain(
      'target.type: given "#microsoft.graph.groupAssignmentTarget"; accepted: groupAssign',
    );
    expect(reason).toContain("configurationManagerCollectionAssignmentTarget");
  });

  it.each(["__proto__", "constructor", "toString"])("does not take %s for a type", async (type) => {
    expect((await compliance({ target: { type } }))[0]).toContain(`target.type: given "${type}"`);
  });

  it.each([undefined, null, "allDevicesAssignmentTarget", 7, []])(
    "refuses %j as a target",
    async (target) => {
      expect(await compliance({ target })).toHaveLength(1);
    },
  );

  it("refuses a filter where Graph has none, and half a filter", async () => {
    const excluded = { type: "exclusionGroupAssignmentTarget", groupId: group, filter: { id: group } };
    expect((await compliance({ target: excluded }))[0]).toContain("target.filter: unknown property");
    const half = { type: "allDevicesAssignmentTarget", filter: { id: group, type: "none" } };
    expect(await compliance({ target: half })).toEqual([
      'target.filter.type: given "none"; accepted: "include", "exclude".',
    ]);
  });

  it("refuses a field that it does not know", async () => {
    expect(await compliance({ target: { type: "allDevicesAssignmentTarget" }, intent: "apply" })).toEqual([
      'intent: unknown property of this resource, given "apply"; accepted: deviceCompliancePolicyId, target.',
    ]);
  });

  it.each(["", "  ", "a/b", "a?b", "a#b", "..", "a..b", "a\nb", "a\u0000b", null, 5])(
    "refuses the policy id %j",
    async (deviceCompliancePolicyId) => {
      const target = { type: "allDevicesAssignmentTarget" };
      const [reason, ...more] = await compliance({ deviceCompliancePolicyId, target });
      expect(more).toEqual([]);
      expect(reason).toContain(`deviceCompliancePolicyId: given ${JSON.stringify(deviceCompliancePolicyId)}`);
      expect(reason).toContain("accepted: the id of the compliance policy");
    },
  );

  it.each([
    "DefaultLimit",
    "DefaultPlatformRestrictions",
    "DefaultWindows10EnrollmentCompletionPageConfiguration",
    "WindowsRestore",
  ])("refuses Intune's built-in …_%s", async (suffix) => {
    expect((await enrollment(`${policy}_${suffix}`))[0]).toContain(
      "does not let you assign its built-in ones",
    );
  });

  it.each(["Limit", "PlatformRestrictions", "EnrollmentNotificationsConfiguration"])(
    "accepts a configuration of one's own, …_%s",
    async (suffix) => {
      expect(await enrollment(`${policy}_${suffix}`)).toEqual([]);
    },
  );

  it("refuses exclusions on enrollment configurations, and says what Graph would do with them", async () => {
    const target = { type: "exclusionGroupAssignmentTarget", groupId: group };
    const id = { deviceEnrollmentConfigurationId: `${policy}_Limit` };
    const single = await reasons("EnrollmentConfigurationAssignment", { ...id, target });
    expect(single).toHaveLength(1);
    expect(single[0]).toContain('target.type: given "exclusionGroupAssignmentTarget"; accepted: groupAssign');
    expect(single[0]).not.toContain("accepted: groupAssignmentTarget, exclusionGroupAssignmentTarget");
    expect(single[0]).toContain("store them as inclusions");
    const whole = await reasons("EnrollmentConfigurationAssignmentSet", { ...id, targets: [target] });
    expect(whole[0]).toContain("targets[0].type: given");
  });

  it.each([
    ["adadadad-808e-44e2-905a-0b7873a8a531", "allDevicesAssignmentTarget"],
    ["ACACACAC-9DF4-4C7D-9D50-4EF0226F57A9", "allLicensedUsersAssignmentTarget"],
  ])("names the type of target that the pasted group id %s stands for", async (groupId, type) => {
    const [included] = await compliance({ target: { type: "groupAssignmentTarget", groupId } });
    expect(included).toContain(`target.groupId: given "${groupId}"`);
    expect(included).toContain(`use { type: "${type}" }`);
    const [excluded] = await compliance({ target: { type: "exclusionGroupAssignmentTarget", groupId } });
    expect(excluded).toContain("everybody cannot be excluded");
  });
});

describe("check of a whole set", () => {
  const included = { type: "groupAssignmentTarget", groupId: group };

  it("accepts targets in any number", async () => {
    expect(await set([])).toEqual([]);
    expect(await set([included, { type: "allDevicesAssignmentTarget" }, unknown])).toEqual([]);
    expect(await set(unknown)).toEqual([]);
  });

  it("says which target is wrong", async () => {
    expect(await set([included, { type: "groupAssignmentTarget", groupId: "x" }])).toEqual([
      `targets[1].groupId: given "x"; accepted: ${anyGroup}`,
    ]);
    expect((await set({ 0: included }))[0]).toContain("accepted: an array of targets");
  });

  it("refuses a target twice, whatever its letter case and filter", async () => {
    const again = { ...included, groupId: group.toUpperCase(), filter: { id: group, type: "include" } };
    expect(await set([included, again])).toEqual([
      `targets[1]: given an object with type, groupId, filter; accepted: each target once, and targets[0] is the same. Both are group ${group.toUpperCase()}.`,
    ]);
  });

  it("refuses a group both included and excluded", async () => {
    const excluded = { type: "exclusionGroupAssignmentTarget", groupId: group.toUpperCase() };
    expect(await set([included, excluded])).toEqual([
      `targets[1].groupId: given "${group.toUpperCase()}"; accepted: a group either included or excluded, and targets[0] has it the other way.`,
    ]);
  });
});
