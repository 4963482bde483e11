import { describe, expect, it } from "vitest";
import {
  allDevices,
  allUsers,
  broadRing,
  compliance,
  complianceBeta,
  compliancePolicy,
  enrollment,
  exceptGroup,
  nestedMessage,
  pilotRing,
  start,
  statusPage,
  toGroup,
} from "./support/emulator";

describe("the observed face", () => {
  it.each(["v1.0", "beta"])("refuses single writes in %s in the router's words", async (version) => {
    const client = await start({ service: "observed" });
    const policy = compliance.replace("v1.0", version);
    const post = await client.post(`${policy}/assignments`, { target: allDevices });
    expect(post.status).toBe(400);
    expect(post.body).toEqual({
      error: {
        code: "No method match route template",
        message: `No OData route exists that match template ~/singleton/navigation/key/navigation with http verb POST for request /DeviceConfiguration_2511/StatelessDeviceConfigurationFEService/deviceManagement/deviceCompliancePolicies('${compliancePolicy}')/assignments.`,
        innerError: {
          date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          "request-id": post.headers.get("request-id"),
          "client-request-id": post.headers.get("client-request-id"),
        },
      },
    });
    const one = `${policy}/assignments/${compliancePolicy}_${pilotRing}`;
    for (const [method, answer] of [
      ["PATCH", await client.patch(one, { target: allDevices })],
      ["DELETE", await client.delete(one)],
    ] as const) {
      expect([answer.status, answer.body.error.code]).toEqual([400, "No method match route template"]);
      expect(answer.body.error.message).toContain(
        `~/singleton/navigation/key/navigation/key with http verb ${method} `,
      );
    }
  });

  it("builds a compliance assignment's id from the policy and the group, all users or all devices", async () => {
    const client = await start({ service: "observed" });
    const answer = await client.post(`${compliance}/assign`, {
      assignments: [{ target: toGroup(pilotRing) }, { target: allUsers }, { target: allDevices }],
    });
    expect(answer.body).toEqual({
      value: [
        {
          id: `${compliancePolicy}_${pilotRing}`,
          target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: pilotRing },
        },
        {
          id: `${compliancePolicy}_acacacac-9df4-4c7d-9d50-4ef0226f57a9`,
          target: { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" },
        },
        {
          id: `${compliancePolicy}_adadadad-808e-44e2-905a-0b7873a8a531`,
          target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" },
        },
      ],
    });
  });

  it("builds an enrollment assignment's id with a tail that says nothing", async () => {
    const client = await start({ service: "observed" });
    await client.post(`${enrollment}/assign`, {
      enrollmentConfigurationAssignments: [{ target: toGroup(pilotRing) }],
    });
    const [assignment] = (await client.get(`${enrollment}/assignments`)).body.value;
    expect(assignment?.id).toMatch(
      /^e0000000-0000-4000-8000-000000000002_a0000000-0000-4000-8000-000000000001_[0-9a-f]{8}$/,
    );
  });

  it("another group is another id, an inclusion turned into an exclusion is not", async () => {
    const client = await start({ service: "observed" });
    const ids = [];
    for (const target of [toGroup(pilotRing), exceptGroup(pilotRing), toGroup(broadRing)]) {
      const answer = await client.post(`${compliance}/assign`, { assignments: [{ target }] });
      ids.push(answer.body.value[0]?.id);
    }
    expect(ids).toEqual([
      `${compliancePolicy}_${pilotRing}`,
      `${compliancePolicy}_${pilotRing}`,
      `${compliancePolicy}_${broadRing}`,
    ]);
  });

  it("never has one group both included and excluded, which the documented face does not mind", async () => {
    const both = { assignments: [{ target: toGroup(pilotRing) }, { target: exceptGroup(pilotRing) }] };
    const observed = await start({ service: "observed" });
    const refused = await observed.post(`${compliance}/assign`, both);
    expect(refused.status).toBe(400);
    expect(nestedMessage(refused)).toContain(pilotRing);
    expect((await observed.get(`${compliance}/assignments`)).body.value).toEqual([]);
    const documented = await start();
    expect((await documented.post(`${compliance}/assign`, both)).body.value).toHaveLength(2);
  });

  it("takes no exclusions for an enrollment status page", async () => {
    const path = `/v1.0/deviceManagement/deviceEnrollmentConfigurations/${statusPage}`;
    const body = {
      enrollmentConfigurationAssignments: [{ target: allDevices }, { target: exceptGroup(pilotRing) }],
    };
    const observed = await start({ service: "observed" });
    const refused = await observed.post(`${path}/assign`, body);
    expect(refused.status).toBe(400);
    expect(nestedMessage(refused)).toContain("enrollment status page");
    expect((await observed.post(`${enrollment}/assign`, body)).status).toBe(204);
    expect((await (await start()).post(`${path}/assign`, body)).status).toBe(204);
  });

  it("shows filters with a # before the type in beta", async () => {
    const client = await start({ service: "observed" });
    await client.post(`${complianceBeta}/assign`, { assignments: [{ target: allDevices }] });
    expect((await client.get(`${complianceBeta}/assignments`)).body.value).toEqual([
      {
        id: `${compliancePolicy}_adadadad-808e-44e2-905a-0b7873a8a531`,
        target: {
          "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
          deviceAndAppManagementAssignmentFilterId: null,
          deviceAndAppManagementAssignmentFilterType: "none",
        },
        source: "direct",
        sourceId: compliancePolicy,
      },
    ]);
  });
});
