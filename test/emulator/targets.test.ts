import { describe, expect, it } from "vitest";
import {
  behaviors,
  compliance,
  complianceBeta,
  compliancePolicy,
  documented,
  nestedMessage,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const target = (body: unknown) => ({ target: body });
const api = "microsoft.management.services.api";

describe.each(behaviors)("targets on the %s service", (service) => {
  it.each([
    { "@odata.type": "microsoft.graph.groupAssignmentTarget", groupId: pilotRing },
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
  ])("takes $@odata.type with or without #, and shows it with #", async (sent) => {
    const client = await start({ service });
    const assigned = await client.post(`${compliance}/assign`, { assignments: [target(sent)] });
    const shown = { ...sent, "@odata.type": `#${sent["@odata.type"].replace("#", "")}` };
    expect([assigned.status, assigned.body.value[0]?.target]).toEqual([200, shown]);
    const read = await client.get(`${compliance}/assignments/${assigned.body.value[0]?.id}`);
    expect([read.status, read.body]).toEqual([200, assigned.body.value[0]]);
  });

  // The code, the namespace and the sentence that stands twice: microsoft/Intune-Config-Frameworks #8 and
  // microsoft-graph-docs #2183 (a type that does not resolve), #5517 (an abstract one).
  it.each([
    ["no target", {}, "property 'target'"],
    ["a target without a type", target({ groupId: pilotRing }), "Cannot create an abstract class."],
    [
      "the abstract type",
      target({ "@odata.type": "#microsoft.graph.deviceAndAppManagementAssignmentTarget" }),
      "Cannot create an abstract class.",
    ],
    [
      "a misspelt type",
      target({ "@odata.type": "#microsoft.graph.groupAssigmentTarget", groupId: pilotRing }),
      `A type named '${api}.groupAssigmentTarget' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.`,
    ],
    [
      "a property of another type",
      target(toGroup(pilotRing, { collectionId: "SMS00001" })),
      `The property 'collectionId' does not exist on type '${api}.groupAssignmentTarget'.`,
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
    [
      "an unknown property of the assignment",
      { ...target(toGroup(pilotRing)), intent: "apply" },
      `'intent' does not exist on type '${api}.deviceCompliancePolicyAssignment'`,
    ],
    [
      "the other kind's type",
      { "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment", ...target(toGroup(pilotRing)) },
      `An entry with type '${api}.enrollmentConfigurationAssignment' was found, but it is not assignable to the expected type '${api}.deviceCompliancePolicyAssignment'.`,
    ],
  ])("refuses %s in both versions and keeps the set", async (_what, body, sentence) => {
    const client = await start({ service });
    for (const path of [compliance, complianceBeta]) {
      const answer = await client.post(`${path}/assign`, { assignments: [body] });
      expect([answer.status, answer.body.error.code]).toEqual([400, "ModelValidationFailure"]);
      expect(answer.body.error.message).toContain(sentence);
      expect(answer.body.error).toMatchObject({ innerError: { message: answer.body.error.message } });
      expect((await client.get(`${path}/assignments`)).body).toEqual({ value: [] });
    }
  });

  // Kvikku/IntuneAssignments #16.
  it("refuses a group id that is no GUID in Intune's words", async () => {
    const client = await start({ service });
    const answer = await client.post(`${compliance}/assign`, { assignments: [target(toGroup("pilot"))] });
    expect(answer.status).toBe(400);
    expect(nestedMessage(answer)).toBe("Invalid GroupId : pilot provided, a valid AADGroupId is expected.");
  });

  // MSEndpointMgr/IntuneWin32App #118, MG-Cloudflow/Intune-Toolkit #58.
  it("takes a group that does not exist", async () => {
    const client = await start({ service });
    const assignments = [target(toGroup("99999999-9999-4999-8999-999999999999"))];
    expect((await client.post(`${compliance}/assign`, { assignments })).status).toBe(200);
  });

  it("refuses a body that is not JSON, and one without a content type", async () => {
    const client = await start({ service });
    const broken = await client.post(`${compliance}/assign`, "{");
    expect([broken.status, broken.body.error.code, broken.body.error.message]).toEqual([
      400,
      "BadRequest",
      expect.stringContaining("Unable to read JSON request payload"),
    ]);
    const headers = { authorization: "Bearer opaque", "content-type": "text/plain" };
    const plain = await client.post(`${compliance}/assign`, { assignments: [] }, headers);
    expect([plain.status, plain.body.error.message]).toEqual([
      400,
      "Write requests (excluding DELETE) must contain the Content-Type header declaration.",
    ]);
  });
});

describe("what Microsoft adds", () => {
  const future = {
    "@odata.type": "#microsoft.graph.futureAssignmentTarget",
    ring: { order: [3, null, "x"] },
  };
  const added = {
    "@odata.type": "#microsoft.graph.groupAssignmentTarget",
    groupId: pilotRing,
    deviceAndAppManagementAssignmentFilterId: null,
    deviceAndAppManagementAssignmentFilterType: "none",
    ring: 3,
  };
  const entries = [
    { id: "first", source: "direct", sourceId: compliancePolicy, target: future },
    // IntuneManagement #54 met lastModifiedDateTime on assignments of a neighboring kind.
    {
      id: "second",
      source: "direct",
      sourceId: null,
      lastModifiedDateTime: "2026-08-20T00:00:00Z",
      target: added,
    },
  ] as const;
  const state = {
    deviceCompliancePolicies: [
      { id: compliancePolicy, displayName: "W", assignments: entries.map((entry) => ({ ...entry })) },
    ],
  };

  it("comes with a state, is shown in beta as it came, and may be sent back there", async () => {
    const client = await start({ state });
    const { value } = (await client.get(`${complianceBeta}/assignments`)).body;
    expect(value).toEqual(entries);
    const answer = await client.post(`${complianceBeta}/assign`, { assignments: value });
    expect([answer.status, answer.body.value]).toEqual([200, entries]);
  });

  it("is no more than the base type in v1.0, which takes none of it", async () => {
    const client = await start({ state });
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual([
      { id: "first", target: { "@odata.type": "#microsoft.graph.deviceAndAppManagementAssignmentTarget" } },
      { id: "second", target: toGroup(pilotRing) },
    ]);
    for (const sent of [future, toGroup(pilotRing, { ring: 3 })]) {
      const answer = await client.post(`${compliance}/assign`, { assignments: [target(sent)] });
      expect([answer.status, answer.body.error.code]).toEqual([400, "ModelValidationFailure"]);
    }
  });

  it("is no part of a target's identity", async () => {
    const client = await start({ ...documented, state });
    const again = await client.post(`${compliance}/assignments`, target(toGroup(pilotRing)));
    expect([again.status, again.body.error.code]).toEqual([409, "Conflict"]);
  });
});
