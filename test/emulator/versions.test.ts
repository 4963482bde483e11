import { describe, expect, it } from "vitest";
import {
  compliance,
  complianceBeta,
  compliancePolicy,
  nestedMessage,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const filterId = "f0000000-0000-4000-8000-000000000001";
const filtered = toGroup(pilotRing, {
  deviceAndAppManagementAssignmentFilterId: filterId,
  deviceAndAppManagementAssignmentFilterType: "include",
});
const unfiltered = {
  "@odata.type": "microsoft.graph.groupAssignmentTarget",
  deviceAndAppManagementAssignmentFilterId: null,
  deviceAndAppManagementAssignmentFilterType: "none",
  groupId: pilotRing,
};

describe("v1.0 and beta", () => {
  it("beta shows filters, source and sourceId, which v1.0 does not have", async () => {
    const client = await start();
    const created = await client.post(`${complianceBeta}/assignments`, { target: filtered });
    expect([created.status, created.body]).toEqual([
      201,
      {
        "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
        id: created.body.id,
        target: {
          "@odata.type": "microsoft.graph.groupAssignmentTarget",
          deviceAndAppManagementAssignmentFilterId: filterId,
          deviceAndAppManagementAssignmentFilterType: "include",
          groupId: pilotRing,
        },
        source: "direct",
        sourceId: compliancePolicy,
      },
    ]);
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual([
      {
        "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
        id: created.body.id,
        target: { "@odata.type": "microsoft.graph.groupAssignmentTarget", groupId: pilotRing },
      },
    ]);
  });

  it("a set that is read and assigned through v1.0 loses its filters", async () => {
    const client = await start();
    await client.post(`${complianceBeta}/assign`, { assignments: [{ target: filtered }] });
    const { value } = (await client.get(`${compliance}/assignments`)).body;
    await client.post(`${compliance}/assign`, { assignments: value });
    const [after] = (await client.get(`${complianceBeta}/assignments`)).body.value;
    expect([after?.id, after?.target]).toEqual([value[0]?.id, unfiltered]);
  });

  it("a set that is read and assigned through beta keeps them", async () => {
    const client = await start();
    await client.post(`${complianceBeta}/assign`, { assignments: [{ target: filtered }] });
    const { value } = (await client.get(`${complianceBeta}/assignments`)).body;
    await client.post(`${complianceBeta}/assign`, { assignments: value });
    expect((await client.get(`${complianceBeta}/assignments`)).body.value).toEqual(value);
  });

  it("filters in a v1.0 body are not seen", async () => {
    const client = await start();
    await client.post(`${compliance}/assignments`, { target: filtered });
    expect((await client.get(`${complianceBeta}/assignments`)).body.value[0]?.target).toEqual(unfiltered);
  });

  it("refuses a filter type without a filter, and an unknown one", async () => {
    const client = await start();
    const type = "deviceAndAppManagementAssignmentFilterType";
    const noId = await client.post(`${complianceBeta}/assignments`, {
      target: toGroup(pilotRing, { [type]: "include" }),
    });
    expect(noId.status).toBe(400);
    expect(nestedMessage(noId)).toContain("filter id is expected");
    const unknown = await client.post(`${complianceBeta}/assignments`, {
      target: toGroup(pilotRing, { [type]: "only" }),
    });
    expect([unknown.status, unknown.body.error.message]).toEqual([400, expect.stringContaining("only")]);
  });
});
