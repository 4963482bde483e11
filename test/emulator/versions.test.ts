import { describe, expect, it } from "vitest";
import {
  allDevices,
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

const filterId = "f0000000-0000-4000-8000-000000000001";
const filterProperties = {
  deviceAndAppManagementAssignmentFilterId: filterId,
  deviceAndAppManagementAssignmentFilterType: "include",
};
const filtered = toGroup(pilotRing, filterProperties);
const unfiltered = toGroup(pilotRing, {
  deviceAndAppManagementAssignmentFilterId: null,
  deviceAndAppManagementAssignmentFilterType: "none",
});

describe.each(behaviors)("v1.0 and beta on the %s service", (service) => {
  // Published metadata: filters, source and sourceId are beta's. An entry in beta has exactly id, source, sourceId and
  // target (26 of 26 in Pacers31Colts18/Intune.Docs).
  it("beta shows filters, source and sourceId, which v1.0 does not have", async () => {
    const client = await start({ service });
    const assigned = await client.post(`${complianceBeta}/assign`, { assignments: [{ target: filtered }] });
    const [{ id } = { id: "" }] = assigned.body.value;
    const type =
      service === "documented" ? { "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment" } : {};
    const inBeta = { ...type, id, source: "direct", sourceId: compliancePolicy, target: filtered };
    expect([assigned.status, assigned.body]).toEqual([200, { value: [inBeta] }]);
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual([
      { ...type, id, target: toGroup(pilotRing) },
    ]);
  });

  it("a set that is read and assigned through v1.0 loses its filters", async () => {
    const client = await start({ service });
    await client.post(`${complianceBeta}/assign`, { assignments: [{ target: filtered }] });
    const { value } = (await client.get(`${compliance}/assignments`)).body;
    await client.post(`${compliance}/assign`, { assignments: value });
    const [after] = (await client.get(`${complianceBeta}/assignments`)).body.value;
    expect([after?.id, after?.target]).toEqual([value[0]?.id, unfiltered]);
  });

  it("a set that is read and assigned through beta keeps them", async () => {
    const client = await start({ service });
    await client.post(`${complianceBeta}/assign`, { assignments: [{ target: filtered }] });
    const { value } = (await client.get(`${complianceBeta}/assignments`)).body;
    await client.post(`${complianceBeta}/assign`, { assignments: value });
    expect((await client.get(`${complianceBeta}/assignments`)).body.value).toEqual(value);
  });

  it.each([
    ["a filter", { target: filtered }, "'deviceAndAppManagementAssignmentFilterId'"],
    ["source", { target: toGroup(pilotRing), source: "direct" }, "'source'"],
  ])("v1.0 refuses %s, rather than to drop it", async (_what, entry, named) => {
    const client = await start({ service });
    const answer = await client.post(`${compliance}/assign`, { assignments: [entry] });
    expect([answer.status, answer.body.error.code]).toEqual([400, "ModelValidationFailure"]);
    expect(answer.body.error.message).toContain(named);
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual([]);
  });

  it("refuses a filter type without a filter, and an unknown one", async () => {
    const client = await start({ service });
    const type = "deviceAndAppManagementAssignmentFilterType";
    const assign = (value: string) =>
      client.post(`${complianceBeta}/assign`, {
        assignments: [{ target: toGroup(pilotRing, { [type]: value }) }],
      });
    const noId = await assign("include");
    expect(noId.status).toBe(400);
    expect(nestedMessage(noId)).toContain("filter id is expected");
    const unknown = await assign("only");
    expect([unknown.status, unknown.body.error.message]).toEqual([400, expect.stringContaining("only")]);
  });
});

describe("assignment filters", () => {
  const path = "/beta/deviceManagement/assignmentFilters";
  const assignments = [
    { target: { ...allDevices, ...filterProperties, deviceAndAppManagementAssignmentFilterId: pilotRing } },
  ];

  const corporate = {
    id: filterId,
    displayName: "Corporate Windows devices",
    platform: "windows10AndLater",
    rule: '(device.deviceOwnership -eq "Corporate")',
    assignmentFilterManagementType: "devices",
  };
  const state = {
    deviceCompliancePolicies: [{ id: compliancePolicy, displayName: "W" }],
    assignmentFilters: [{ ...corporate, roleScopeTags: ["0"] }],
  };

  it.each(behaviors)("are listed and read in beta on the %s service", async (service) => {
    const client = await start({ service, state });
    const listed = await client.get(
      `${path}?$select=id,displayName,platform,rule,assignmentFilterManagementType`,
    );
    expect(listed.body.value).toEqual([corporate]);
    expect((await client.get(`${path}/${filterId.toUpperCase()}`)).body).toMatchObject({ id: filterId });
    const missing = await client.get(`${path}/${pilotRing}`);
    expect([missing.status, missing.body.error.code]).toEqual([404, "ResourceNotFound"]);
    const inV1 = await client.get(path.replace("beta", "v1.0"));
    expect([inV1.status, inV1.body.error.message]).toEqual([
      400,
      "Resource not found for the segment 'assignmentFilters'.",
    ]);
  });

  // terraprovider/terraform-provider-microsoft365wp, NoFilterSupport.
  it("are not filtered", async () => {
    const client = await start();
    expect((await client.get(`${path}?$filter=displayName eq 'x'`)).status).toBe(501);
  });

  // Micke-K/IntuneManagement #373.
  it("have to be there on the observed service, which names the one that is not", async () => {
    const observed = await start({ state });
    const refused = await observed.post(`${complianceBeta}/assign`, { assignments });
    expect(refused.status).toBe(400);
    expect(nestedMessage(refused)).toBe(
      `Scope Tags validation failed : Filters ${pilotRing} , Validated filters`,
    );
    expect(
      (await (await start({ ...documented, state })).post(`${complianceBeta}/assign`, { assignments }))
        .status,
    ).toBe(200);
  });

  it("may be any, where a state says nothing of them", async () => {
    const client = await start();
    expect((await client.post(`${complianceBeta}/assign`, { assignments })).status).toBe(200);
    expect((await client.get(path)).body.value).toEqual([]);
    expect(client.emulator.getState()).not.toHaveProperty("assignmentFilters");
  });
});
