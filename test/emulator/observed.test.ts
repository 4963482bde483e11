// The service as people publicly reported of real tenants, beside the same on the service as Microsoft documents it.
import { describe, expect, it } from "vitest";
import {
  allDevices,
  allUsers,
  broadRing,
  compliance,
  complianceBeta,
  compliancePolicy,
  documented,
  enrollment,
  exceptGroup,
  nestedMessage,
  pilotRing,
  start,
  statusPage,
  toGroup,
} from "./support/emulator";

const setOf = (...targets: object[]) => ({
  enrollmentConfigurationAssignments: targets.map((target) => ({ target })),
});

describe("the observed service", () => {
  // microsoft-graph-docs #2326, #4983, #20615; msgraph-sdk-powershell #828, #2985, #3376; msgraph-sdk-dotnet #2220.
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

  // microsoftgraph/msgraph-beta-sdk-dotnet #130.
  it("names another service for enrollment configurations", async () => {
    const client = await start();
    const answer = await client.post(`${enrollment}/assignments`, { target: allDevices });
    expect(answer.body.error.message).toContain(
      " with http verb POST for request /StatelessOnboardingService/deviceManagement/deviceEnrollmentConfigurations('",
    );
  });

  // 26 of 26 entries in the export of Pacers31Colts18/Intune.Docs; the well-known ids in those of IntuneManagement.
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

  // Microsoft365DSC #3892: assignments('{guid}_{group}_{guid}…').
  it("builds an enrollment assignment's id from the configuration's GUID, the group and the GUID again", async () => {
    const client = await start({ service: "observed" });
    await client.post(`${enrollment}/assign`, setOf(toGroup(pilotRing)));
    const [assignment] = (await client.get(`${enrollment}/assignments`)).body.value;
    expect(assignment?.id).toMatch(
      /^e0000000-0000-4000-8000-000000000002_a0000000-0000-4000-8000-000000000001_e0000000-0000-4000-8000-000000000002/,
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

  it("never has one group both included and excluded, which the documented service does not mind", async () => {
    const both = { assignments: [{ target: toGroup(pilotRing) }, { target: exceptGroup(pilotRing) }] };
    const observed = await start({ service: "observed" });
    const refused = await observed.post(`${compliance}/assign`, both);
    expect(refused.status).toBe(400);
    expect(nestedMessage(refused)).toContain(pilotRing);
    expect((await observed.get(`${compliance}/assignments`)).body.value).toEqual([]);
    expect((await (await start(documented)).post(`${compliance}/assign`, both)).body.value).toHaveLength(2);
  });

  // SkipToTheEndpoint/TenuVault, registry.ts; MicrosoftDocs/memdocs PR #4540 calls such exclusions unsupported.
  it.each([enrollment, `/v1.0/deviceManagement/deviceEnrollmentConfigurations/${statusPage}`])(
    "stores an exclusion as an inclusion on %s",
    async (path) => {
      const client = await start({ service: "observed" });
      expect((await client.post(`${path}/assign`, setOf(allDevices, exceptGroup(pilotRing)))).status).toBe(
        200,
      );
      const { value } = (await client.get(`${path}/assignments`)).body;
      expect(value.map(({ target }) => target)).toEqual([allDevices, toGroup(pilotRing)]);
      const asDocumented = await start(documented);
      await asDocumented.post(`${path}/assign`, setOf(exceptGroup(pilotRing)));
      expect((await asDocumented.get(`${path}/assignments`)).body.value[0]?.target).toEqual(
        exceptGroup(pilotRing),
      );
    },
  );

  // ugurkocde/IntuneAssignmentChecker #73.
  it("reads enrollment configurations with the service configuration's permission only", async () => {
    for (const [options, status] of [
      [{}, 403],
      [documented, 200],
    ] as const) {
      const client = await start(options);
      const roles = ["DeviceManagementConfiguration.Read.All"];
      const authorization = `Bearer ${client.emulator.mintToken({ roles })}`;
      expect((await client.get(enrollment, { authorization })).status).toBe(status);
    }
  });

  it("shows filters with a # before the type in beta", async () => {
    const client = await start({ service: "observed" });
    await client.post(`${complianceBeta}/assign`, { assignments: [{ target: allDevices }] });
    expect((await client.get(`${complianceBeta}/assignments`)).body.value).toEqual([
      {
        id: `${compliancePolicy}_adadadad-808e-44e2-905a-0b7873a8a531`,
        source: "direct",
        sourceId: compliancePolicy,
        target: {
          "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
          deviceAndAppManagementAssignmentFilterId: null,
          deviceAndAppManagementAssignmentFilterType: "none",
        },
      },
    ]);
  });
});
