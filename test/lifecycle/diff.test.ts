import { describe, expect, it } from "vitest";
import { handler } from "../../provider";
import { resources } from "../../provider/resources";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = "2b3c4d5e-0000-4000-8000-00000000000a";
const policy = "9f2b6c1e-0000-4000-8000-00000000000b";
const target = { type: "groupAssignmentTarget", groupId: group };

describe("diff of one assignment", () => {
  const { diff } = handler("DeviceCompliancePolicyAssignment");
  const olds = { deviceCompliancePolicyId: policy, target, assignmentId: "x", __provider: "old" };
  const changed = (news: object) =>
    diff(`${policy}/x`, olds, { deviceCompliancePolicyId: policy, target, __provider: "new", ...news });

  it.each([
    ["nothing", {}],
    ["the letter case of the group", { target: { ...target, groupId: group.toUpperCase() } }],
    ["the letter case of the policy", { deviceCompliancePolicyId: policy.toUpperCase() }],
    ["the order of properties", { target: { groupId: group, type: "groupAssignmentTarget" } }],
    ["a filter of null", { target: { ...target, filter: null } }],
  ])("sees no difference in %s", async (_, news) => {
    expect(await changed(news)).toEqual({ changes: false, replaces: [] });
  });

  it.each([
    ["another group", { ...target, groupId: policy }],
    ["the exclusion of the same group", { ...target, type: "exclusionGroupAssignmentTarget" }],
    ["a filter", { ...target, filter: { id: group, type: "include" } }],
    ["a group that is not known yet", { ...target, groupId: unknown }],
    ["a target that is not known yet", unknown],
  ])("leaves it to the engine to name the property for %s", async (_, news) => {
    expect(await changed({ target: news })).toEqual({ replaces: [] });
  });

  it("replaces for another policy", async () => {
    expect(await changed({ deviceCompliancePolicyId: group })).toEqual({
      replaces: ["deviceCompliancePolicyId"],
    });
  });

  it("shows another target beside another policy", () => {
    const lifecycle = resources.get("DeviceCompliancePolicyAssignment")?.(() => {
      throw new Error("no assignment is asked for");
    });
    const news = { deviceCompliancePolicyId: group, target: { ...target, groupId: policy } };
    expect(lifecycle?.diff(olds, news)).toEqual([
      { path: "deviceCompliancePolicyId", kind: "update", replaces: true },
      { path: "target", kind: "update" },
    ]);
  });

  it("tells collection ids apart by letter case, since only GUIDs have none", async () => {
    const collection = (collectionId: string) => ({
      deviceCompliancePolicyId: policy,
      target: { type: "configurationManagerCollectionAssignmentTarget", collectionId },
    });
    expect(await diff("", collection("SMS00001"), collection("sms00001"))).toEqual({ replaces: [] });
  });
});

describe("diff of a whole set", () => {
  const { diff } = handler("EnrollmentConfigurationAssignmentSet");
  const all = { type: "allDevicesAssignmentTarget" };
  const changed = (olds: unknown[], news: unknown) =>
    diff(
      policy,
      { deviceEnrollmentConfigurationId: policy, targets: olds, __provider: "old" },
      { deviceEnrollmentConfigurationId: policy, targets: news },
    );

  it("sees no difference in the order of targets", async () => {
    expect(await changed([target, all], [all, target])).toEqual({ changes: false, replaces: [] });
  });

  it("updates in place for one target more, one less, and one that is not known yet", async () => {
    expect(await changed([target], [target, all])).toEqual({ replaces: [] });
    expect(await changed([target, all], [all])).toEqual({ replaces: [] });
    expect(await changed([target], [{ ...target, groupId: unknown }])).toEqual({ replaces: [] });
    expect(await changed([target], unknown)).toEqual({ replaces: [] });
  });
});

describe("a resource that comes from the plugin, whose state does not lead back here", () => {
  const { diff, update } = handler("DeviceCompliancePolicyAssignment");
  const olds = { deviceCompliancePolicyId: policy, target, assignmentId: "x" };
  const news = { deviceCompliancePolicyId: policy, target, __provider: "new" };

  it("is updated without a request, so that the host can add what leads here", async () => {
    expect(await diff(`${policy}/x`, olds, news)).toEqual({ changes: true, replaces: [] });
    // Nothing is configured: a request would fail.
    expect(await update(`${policy}/x`, olds, news)).toEqual({ outs: olds });
  });
});

describe("handler", () => {
  it("names the resources it has when asked for another", () => {
    expect(() => handler("toString")).toThrow(
      /no resource "toString"; it has DeviceCompliancePolicyAssignment, DeviceCompliancePolicyAssignmentSet, Enroll/,
    );
  });
});
