import { describe, expect, it } from "vitest";
import {
  allDevices,
  broadRing,
  compliance,
  complianceBeta,
  documented,
  nestedMessage,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const ofType = { "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment" };
const builtIn = "d0000000-0000-4000-8000-000000000001_DefaultLimit";

describe("single writes on the documented service", () => {
  it("refuses a second assignment of the same target, whatever the letter case and the filter", async () => {
    const client = await start(documented);
    await client.post(`${compliance}/assignments`, { target: toGroup(pilotRing) });
    const again = await client.post(`${complianceBeta}/assignments`, {
      target: toGroup(pilotRing.toUpperCase(), {
        deviceAndAppManagementAssignmentFilterId: "f0000000-0000-4000-8000-000000000001",
        deviceAndAppManagementAssignmentFilterType: "exclude",
      }),
    });
    expect([again.status, again.body.error.code]).toEqual([409, "Conflict"]);
    expect((await client.get(`${compliance}/assignments`)).body.value).toHaveLength(1);
  });

  it("refuse query options, and have no effect then", async () => {
    const client = await start(documented);
    const created = await client.post(`${compliance}/assignments?$expand=target`, { target: allDevices });
    expect([created.status, created.body.error.code]).toEqual([501, "NotImplemented"]);
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual([]);
  });

  it("PATCH keeps the id and the place in the list, and leaves the target when it names none", async () => {
    const client = await start(documented);
    const first = (await client.post(`${compliance}/assignments`, { target: toGroup(pilotRing) })).body;
    const second = (await client.post(`${compliance}/assignments`, { target: allDevices })).body;
    const patched = await client.patch(`${compliance}/assignments/${first.id}`, {
      target: toGroup(broadRing),
    });
    expect([patched.status, patched.body.id, patched.body.target["groupId"]]).toEqual([
      200,
      first.id,
      broadRing,
    ]);
    expect((await client.patch(`${compliance}/assignments/${first.id}`, {})).body).toEqual(patched.body);
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual([patched.body, second]);
  });

  it("refuses a PATCH to a target that another assignment has", async () => {
    const client = await start(documented);
    const first = (await client.post(`${compliance}/assignments`, { target: toGroup(pilotRing) })).body;
    await client.post(`${compliance}/assignments`, { target: allDevices });
    expect((await client.patch(`${compliance}/assignments/${first.id}`, { target: allDevices })).status).toBe(
      409,
    );
    expect((await client.get(`${compliance}/assignments/${first.id}`)).body).toEqual(first);
  });

  it("DELETE is 204 and takes one away; what is gone is 404 for every verb", async () => {
    const client = await start(documented);
    const first = (await client.post(`${compliance}/assignments`, { target: toGroup(pilotRing) })).body;
    const second = (await client.post(`${compliance}/assignments`, { target: allDevices })).body;
    const gone = `${compliance}/assignments/${first.id}`;
    const deleted = await client.delete(gone);
    expect([deleted.status, deleted.body]).toEqual([204, ""]);
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual([second]);
    const answers = [await client.get(gone), await client.patch(gone, {}), await client.delete(gone)];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [404, "ResourceNotFound"],
      [404, "ResourceNotFound"],
      [404, "ResourceNotFound"],
    ]);
  });

  it("answers 404 for a policy that is not there, and says which", async () => {
    const client = await start(documented);
    const missing = "/v1.0/deviceManagement/deviceCompliancePolicies/11111111-1111-4111-8111-111111111111";
    const answers = [
      await client.get(missing),
      await client.get(`${missing}/assignments`),
      await client.post(`${missing}/assignments`, { target: allDevices }),
      await client.post(`${missing}/assign`, { assignments: [] }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(nestedMessage(answer)).toContain("11111111-1111-4111-8111-111111111111");
    }
  });

  it("assigns no built-in configuration", async () => {
    const client = await start(documented);
    const path = `/v1.0/deviceManagement/deviceEnrollmentConfigurations/${builtIn}`;
    const single = await client.post(`${path}/assignments`, { target: allDevices });
    const assign = await client.post(`${path}/assign`, {
      enrollmentConfigurationAssignments: [{ target: allDevices }],
    });
    expect([single.status, assign.status]).toEqual([400, 400]);
    expect(nestedMessage(single)).toContain(builtIn);
    expect((await client.get(`${path}/assignments`)).body.value).toEqual([
      { id: builtIn, target: allDevices, ...ofType },
    ]);
  });
});
