import { describe, expect, it } from "vitest";
import { compliance, complianceBeta, nestedMessage, pilotRing, start, toGroup } from "./support/emulator";

const target = (body: unknown) => ({ target: body });

describe("targets", () => {
  it.each([
    { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: pilotRing },
    { "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget", groupId: pilotRing },
    { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" },
    { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" },
    {
      "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
      collectionId: "SMS00001",
    },
    {
      "@odata.type": "#microsoft.graph.scopeTagGroupAssignmentTarget",
      targetType: "device",
      entraObjectId: pilotRing,
    },
  ])("takes and shows $@odata.type, the documented face without the leading #", async (sent) => {
    const client = await start();
    const created = await client.post(`${compliance}/assignments`, target(sent));
    const shown = { ...sent, "@odata.type": sent["@odata.type"].slice(1) };
    expect([created.status, created.body.target]).toEqual([201, shown]);
    const read = await client.get(`${compliance}/assignments/${created.body.id}`);
    expect([read.status, read.body]).toEqual([200, created.body]);
  });

  it.each([
    ["no target", {}, "property 'target'"],
    ["a target without a type", target({ groupId: pilotRing }), "deviceAndAppManagementAssignmentTarget"],
    [
      "the abstract type",
      target({ "@odata.type": "#microsoft.graph.deviceAndAppManagementAssignmentTarget" }),
      "deviceAndAppManagementAssignmentTarget",
    ],
    [
      "a type that v1.0 does not know",
      target({ "@odata.type": "#microsoft.graph.futureAssignmentTarget" }),
      "futureAssignmentTarget",
    ],
    [
      "a property of another type",
      target(toGroup(pilotRing, { collectionId: "SMS00001" })),
      "'collectionId'",
    ],
    ["no groupId", target({ "@odata.type": "#microsoft.graph.groupAssignmentTarget" }), "'groupId'"],
    [
      "an unknown targetType",
      target({
        "@odata.type": "#microsoft.graph.scopeTagGroupAssignmentTarget",
        targetType: "everyone",
        entraObjectId: pilotRing,
      }),
      "'everyone'",
    ],
    ["an unknown property of the assignment", { ...target(toGroup(pilotRing)), intent: "apply" }, "'intent'"],
    [
      "the other kind's type",
      { "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment", ...target(toGroup(pilotRing)) },
      "enrollmentConfigurationAssignment",
    ],
    ["something that is not JSON", "{", "Unable to read JSON request payload"],
  ])("refuses %s with 400 and keeps the set", async (_what, body, named) => {
    const client = await start();
    const answer = await client.post(`${compliance}/assignments`, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, "BadRequest"]);
    expect(answer.body.error.message).toContain(named);
    expect((await client.get(`${compliance}/assignments`)).body).toEqual({ value: [] });
  });

  it("refuses a group id that is no GUID in Intune's words", async () => {
    const client = await start();
    const answer = await client.post(`${compliance}/assignments`, target(toGroup("pilot")));
    expect(answer.status).toBe(400);
    expect(nestedMessage(answer)).toBe("Invalid GroupId : pilot provided, a valid AADGroupId is expected.");
  });

  it("refuses a write without a content type", async () => {
    const client = await start();
    const answer = await client.post(`${compliance}/assignments`, target(toGroup(pilotRing)), {
      authorization: "Bearer opaque",
      "content-type": "text/plain",
    });
    expect([answer.status, answer.body.error.message]).toEqual([
      400,
      "Write requests (excluding DELETE) must contain the Content-Type header declaration.",
    ]);
  });

  it("keeps a future type in beta word for word, and shows of it in v1.0 no more than the base", async () => {
    const client = await start();
    const future = {
      "@odata.type": "#microsoft.graph.futureAssignmentTarget",
      ring: { order: [3, null, "x"] },
    };
    const created = await client.post(`${complianceBeta}/assignments`, target(future));
    expect([created.status, created.body.target]).toEqual([201, future]);
    expect((await client.get(`${complianceBeta}/assignments`)).body.value[0]?.target).toEqual(future);
    expect((await client.get(`${compliance}/assignments`)).body.value[0]?.target).toEqual({
      "@odata.type": "microsoft.graph.deviceAndAppManagementAssignmentTarget",
    });
  });
});
