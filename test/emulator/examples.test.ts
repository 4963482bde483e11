// The example requests of Microsoft's pages, as printed, and the answers that the pages print for them: but for the `#`
// before the type of a target, which the pages leave out and the service writes (26 of 26 entries in the export of
// Pacers31Colts18/Intune.Docs).
import { describe, expect, it } from "vitest";
import { compliance, documented, enrollment, start } from "./support/emulator";

const aGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("the examples of the pages", () => {
  it("Create enrollmentConfigurationAssignment", async () => {
    const client = await start(documented);
    const answer = await client.post(`${enrollment}/assignments`, {
      "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
      target: {
        "@odata.type": "microsoft.graph.configurationManagerCollectionAssignmentTarget",
        collectionId: "Collection Id value",
      },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(answer.body).toEqual({
      "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
      id: expect.stringMatching(aGuid),
      target: {
        "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
        collectionId: "Collection Id value",
      },
    });
  });

  it("Update enrollmentConfigurationAssignment", async () => {
    const client = await start(documented);
    const created = await client.post(`${enrollment}/assignments`, {
      target: {
        "@odata.type": "microsoft.graph.configurationManagerCollectionAssignmentTarget",
        collectionId: "Collection Id value",
      },
    });
    const answer = await client.patch(`${enrollment}/assignments/${created.body.id}`, {
      "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
      target: {
        "@odata.type": "microsoft.graph.scopeTagGroupAssignmentTarget",
        targetType: "user",
        entraObjectId: "Entra Object Id value",
      },
    });
    const updated = {
      "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
      id: created.body.id,
      target: {
        "@odata.type": "#microsoft.graph.scopeTagGroupAssignmentTarget",
        targetType: "user",
        entraObjectId: "Entra Object Id value",
      },
    };
    expect([answer.status, answer.body]).toEqual([200, updated]);
    expect((await client.get(`${enrollment}/assignments`)).body).toEqual({ value: [updated] });
  });

  it("Create deviceCompliancePolicyAssignment", async () => {
    const client = await start(documented);
    const answer = await client.post(`${compliance}/assignments`, {
      "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
      target: {
        "@odata.type": "microsoft.graph.scopeTagGroupAssignmentTarget",
        targetType: "user",
        entraObjectId: "Entra Object Id value",
      },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
      id: expect.stringMatching(aGuid),
      target: {
        "@odata.type": "#microsoft.graph.scopeTagGroupAssignmentTarget",
        targetType: "user",
        entraObjectId: "Entra Object Id value",
      },
    });
  });

  it("the assign action of deviceEnrollmentConfiguration", async () => {
    const client = await start(documented);
    const answer = await client.post(`${enrollment}/assign`, {
      enrollmentConfigurationAssignments: [
        {
          "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
          id: "705b021c-021c-705b-1c02-5b701c025b70",
          target: {
            "@odata.type": "microsoft.graph.configurationManagerCollectionAssignmentTarget",
            collectionId: "Collection Id value",
          },
        },
      ],
    });
    expect([answer.status, answer.body]).toEqual([204, ""]);
    const listed = await client.get(`${enrollment}/assignments`);
    expect(listed.body.value).toEqual([
      {
        "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
        id: expect.stringMatching(aGuid),
        target: {
          "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
          collectionId: "Collection Id value",
        },
      },
    ]);
  });
});
