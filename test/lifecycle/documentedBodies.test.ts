import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Target } from "../../sdk";
import { providerProcess } from "../support/providerProcess";

/*
 * The example bodies of Microsoft's pages, word for word, but for one character: the pages write a target's
 * "@odata.type" without the leading "#" that OData 4 asks for and that the service answers with.
 *
 * https://learn.microsoft.com/graph/api/intune-onboarding-enrollmentconfigurationassignment-create
 * https://learn.microsoft.com/graph/api/intune-onboarding-enrollmentconfigurationassignment-update
 * https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicyassignment-create
 * https://learn.microsoft.com/graph/api/intune-onboarding-deviceenrollmentconfiguration-assign
 */

interface Sent {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly body: unknown;
}

let server: Server;
let sent: Sent[];
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A service that answers as it is told; what is written to it is in `sent`. */
async function serve(answer: (request: Sent) => { status: number; body?: unknown }): Promise<string> {
  sent = [];
  server = createServer(async (request, response) => {
    const text = Buffer.concat((await Array.fromAsync(request)) as Buffer[]).toString();
    const { method, url: path } = request;
    const received = { method, path, body: text === "" ? undefined : JSON.parse(text) };
    if (method !== "GET") sent.push(received);
    const { status, body } = answer(received);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const list = (...value: object[]) => ({ status: 200, body: { value } });

describe("bodies and answers are those of the pages", () => {
  it("create enrollmentConfigurationAssignment", async () => {
    const endpoint = await serve(({ method }) =>
      method === "GET"
        ? list()
        : {
            status: 201,
            body: {
              "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
              id: "705b021c-021c-705b-1c02-5b701c025b70",
              target: {
                "@odata.type": "microsoft.graph.configurationManagerCollectionAssignmentTarget",
                collectionId: "Collection Id value",
              },
            },
          },
    );
    const target = {
      type: "configurationManagerCollectionAssignmentTarget",
      collectionId: "Collection Id value",
    };
    const { create } = providerProcess(endpoint).resource("EnrollmentConfigurationAssignment");
    expect(await create({ deviceEnrollmentConfigurationId: "{id}", target })).toEqual({
      id: "{id}/705b021c-021c-705b-1c02-5b701c025b70",
      outputs: {
        deviceEnrollmentConfigurationId: "{id}",
        assignmentId: "705b021c-021c-705b-1c02-5b701c025b70",
        target,
      },
    });
    expect(sent).toEqual([
      {
        method: "POST",
        path: "/v1.0/deviceManagement/deviceEnrollmentConfigurations/%7Bid%7D/assignments",
        body: {
          "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
          target: {
            "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
            collectionId: "Collection Id value",
          },
        },
      },
    ]);
  });

  it("update enrollmentConfigurationAssignment", async () => {
    const old = {
      type: "configurationManagerCollectionAssignmentTarget",
      collectionId: "Collection Id value",
    };
    const endpoint = await serve(({ method }) =>
      method === "GET"
        ? list({
            id: "705b021c-021c-705b-1c02-5b701c025b70",
            target: {
              "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
              collectionId: "Collection Id value",
            },
          })
        : {
            status: 200,
            body: {
              "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
              id: "705b021c-021c-705b-1c02-5b701c025b70",
              target: {
                "@odata.type": "microsoft.graph.scopeTagGroupAssignmentTarget",
                targetType: "user",
                entraObjectId: "Entra Object Id value",
              },
            },
          },
    );
    const target = {
      type: "scopeTagGroupAssignmentTarget",
      targetType: "user",
      entraObjectId: "Entra Object Id value",
    };
    const { update } = providerProcess(endpoint).resource("EnrollmentConfigurationAssignment");
    const olds = {
      deviceEnrollmentConfigurationId: "c",
      assignmentId: "705b021c-021c-705b-1c02-5b701c025b70",
      target: old,
    };
    const news = { deviceEnrollmentConfigurationId: "c", target };
    expect(await update("c/705b021c-021c-705b-1c02-5b701c025b70", olds, news)).toEqual({ ...olds, target });
    expect(sent).toEqual([
      {
        method: "PATCH",
        path: "/v1.0/deviceManagement/deviceEnrollmentConfigurations/c/assignments/705b021c-021c-705b-1c02-5b701c025b70",
        body: {
          "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
          target: {
            "@odata.type": "#microsoft.graph.scopeTagGroupAssignmentTarget",
            targetType: "user",
            entraObjectId: "Entra Object Id value",
          },
        },
      },
    ]);
  });

  it("create deviceCompliancePolicyAssignment", async () => {
    const endpoint = await serve(({ method }) =>
      method === "GET"
        ? list()
        : {
            status: 201,
            body: {
              "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
              id: "92dc3fef-3fef-92dc-ef3f-dc92ef3fdc92",
              target: {
                "@odata.type": "microsoft.graph.scopeTagGroupAssignmentTarget",
                targetType: "user",
                entraObjectId: "Entra Object Id value",
              },
            },
          },
    );
    const target = {
      type: "scopeTagGroupAssignmentTarget",
      targetType: "user",
      entraObjectId: "Entra Object Id value",
    };
    const { create } = providerProcess(endpoint).resource("DeviceCompliancePolicyAssignment");
    expect((await create({ deviceCompliancePolicyId: "p", target })).id).toBe(
      "p/92dc3fef-3fef-92dc-ef3f-dc92ef3fdc92",
    );
    expect(sent).toEqual([
      {
        method: "POST",
        path: "/v1.0/deviceManagement/deviceCompliancePolicies/p/assignments",
        body: {
          "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
          target: {
            "@odata.type": "#microsoft.graph.scopeTagGroupAssignmentTarget",
            targetType: "user",
            entraObjectId: "Entra Object Id value",
          },
        },
      },
    ]);
  });

  it("assign action of an enrollment configuration", async () => {
    const documented = {
      "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
      id: "705b021c-021c-705b-1c02-5b701c025b70",
      target: {
        "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
        collectionId: "Collection Id value",
      },
    };
    const other = {
      id: "another",
      target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" },
    };
    let set: object[] = [documented, other];
    const endpoint = await serve(({ method }) => {
      if (method === "GET") return list(...set);
      set = [documented];
      return { status: 204 };
    });
    const provider = providerProcess(endpoint, { "intune:writeRoute": "assign" });
    await provider.resource("EnrollmentConfigurationAssignment").delete("c/another", {
      deviceEnrollmentConfigurationId: "c",
      assignmentId: "another",
      target: { type: "allDevicesAssignmentTarget" },
    });
    expect(sent).toEqual([
      {
        method: "POST",
        path: "/v1.0/deviceManagement/deviceEnrollmentConfigurations/c/assign",
        body: {
          enrollmentConfigurationAssignments: [
            {
              "@odata.type": "#microsoft.graph.enrollmentConfigurationAssignment",
              id: "705b021c-021c-705b-1c02-5b701c025b70",
              target: {
                "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
                collectionId: "Collection Id value",
              },
            },
          ],
        },
      },
    ]);
  });
});

const group = "2b3c4d5e-0000-4000-8000-000000000001";

describe("every type of target", () => {
  it.each<[Target, object]>([
    [
      { type: "groupAssignmentTarget", groupId: group },
      { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: group },
    ],
    [
      { type: "exclusionGroupAssignmentTarget", groupId: group },
      { "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget", groupId: group },
    ],
    [
      { type: "allDevicesAssignmentTarget" },
      { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" },
    ],
    [
      { type: "allLicensedUsersAssignmentTarget" },
      { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" },
    ],
    [
      { type: "configurationManagerCollectionAssignmentTarget", collectionId: "SMS00001" },
      {
        "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
        collectionId: "SMS00001",
      },
    ],
    [
      { type: "scopeTagGroupAssignmentTarget", targetType: "device", entraObjectId: group },
      {
        "@odata.type": "#microsoft.graph.scopeTagGroupAssignmentTarget",
        targetType: "device",
        entraObjectId: group,
      },
    ],
  ])("$type is POSTed and read back as declared", async (target, wire) => {
    let set: object[] = [];
    const endpoint = await serve(({ method, body }) => {
      if (method === "GET") return list(...set);
      set = [{ ...(body as object), id: "made" }];
      return { status: 201, body: set[0] };
    });
    const { create, read } = providerProcess(endpoint).resource("DeviceCompliancePolicyAssignment");
    const { id, outputs } = await create({ deviceCompliancePolicyId: "p", target });
    expect(sent[0]?.body).toEqual({
      "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
      target: wire,
    });
    const found = await providerProcess(endpoint)
      .resource("DeviceCompliancePolicyAssignment")
      .read(id, outputs);
    expect(found).toEqual({ outputs, inputs: { deviceCompliancePolicyId: "p", target } });
    expect(await read(id, outputs)).toEqual(found);
  });
});
