// @microsoft/microsoft-graph-client, which Microsoft wrote and the emulator's authors did not.
import { Client, GraphError, PageIterator } from "@microsoft/microsoft-graph-client";
import type {
  DeviceCompliancePolicy,
  DeviceCompliancePolicyAssignment,
} from "@microsoft/microsoft-graph-types";
import { describe, it } from "vitest";
import {
  behaviors,
  compliancePolicy,
  type EmulatorUnderTest,
  pilotRing,
  start,
  toGroup,
} from "../support/emulator";
import { withTls } from "./tls";

const policies = "/deviceManagement/deviceCompliancePolicies";
const policy = `${policies}/${compliancePolicy}`;

/** The client, as its readme sets it up for another host than Graph's. */
async function clientOf({ emulator }: EmulatorUnderTest): Promise<Client> {
  const baseUrl = await withTls(emulator.url);
  return Client.init({
    baseUrl,
    customHosts: new Set(["localhost"]),
    authProvider: (done) => done(null, "any-token"),
  });
}

async function failure(request: Promise<unknown>): Promise<GraphError> {
  const error: unknown = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GraphError)) throw new Error(`expected a GraphError, not ${error}`);
  return error;
}

describe.each(behaviors)("microsoft-graph-client on the %s service", (service) => {
  it("lists page by page, gets, selects and filters", async ({ expect }) => {
    const client = await clientOf(await start({ service, pageSize: 2 }));
    const names: unknown[] = [];
    const first = await client.api(policies).get();
    await new PageIterator(client, first, (each: DeviceCompliancePolicy) => {
      names.push(each.displayName);
      return true;
    }).iterate();
    expect(names).toEqual(["Windows 11 baseline", "iOS baseline", "Android work profile", "macOS baseline"]);
    const one: DeviceCompliancePolicy = await client.api(policy).select(["id", "displayName"]).get();
    expect(one).toMatchObject({ id: compliancePolicy, displayName: "Windows 11 baseline" });
    const found = await client
      .api(policies)
      .filter("displayName eq 'iOS baseline'")
      .expand("assignments")
      .get();
    expect(found.value).toMatchObject([{ displayName: "iOS baseline", assignments: [] }]);
    const groups = await client
      .api("/groups")
      .header("ConsistencyLevel", "eventual")
      .search('"displayName:ring"')
      .count(true)
      .get();
    expect(groups["@odata.count"]).toBe(2);
  });

  it("assigns, and lists what it assigned, in both versions", async ({ expect }) => {
    const client = await clientOf(await start({ service }));
    const assignments: DeviceCompliancePolicyAssignment[] = [{ target: toGroup(pilotRing) }];
    for (const version of ["v1.0", "beta"]) {
      await client.api(`${policy}/microsoft.graph.assign`).version(version).post({ assignments });
      const { value } = await client.api(`${policy}/assignments`).version(version).get();
      expect(value).toMatchObject([{ target: toGroup(pilotRing) }]);
      expect(await client.api(`${policy}/assignments/${value[0].id}`).version(version).get()).toMatchObject(
        value[0],
      );
    }
  });

  it("creates, changes and deletes single assignments, or gets the router's refusal", async ({ expect }) => {
    const client = await clientOf(await start({ service }));
    const create = client.api(`${policy}/assignments`).post({ target: toGroup(pilotRing) });
    if (service === "observed") {
      const { statusCode, code, requestId } = await failure(create);
      expect([statusCode, code, requestId]).toEqual([
        400,
        "No method match route template",
        expect.stringMatching(/^[0-9a-f-]{36}$/),
      ]);
      return;
    }
    const { id } = await create;
    const target = { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" };
    expect(await client.api(`${policy}/assignments/${id}`).patch({ target })).toMatchObject({ id, target });
    await client.api(`${policy}/assignments/${id}`).delete();
    expect((await client.api(`${policy}/assignments`).get()).value).toEqual([]);
  });

  it("throws its own error for a policy that is not there, and for what the emulator lacks", async ({
    expect,
  }) => {
    const client = await clientOf(await start({ service }));
    const missing = await failure(client.api(`${policies}/11111111-1111-4111-8111-111111111111`).get());
    expect([missing.statusCode, missing.code]).toEqual([404, "ResourceNotFound"]);
    const lacking = await failure(client.api("/users").get());
    expect([lacking.statusCode, lacking.code]).toEqual([501, "NotImplemented"]);
  });

  it("waits after 429 as Retry-After says, and sends again", async ({ expect }) => {
    const under = await start({
      service,
      faults: [{ nth: 1, fault: { kind: "answer", status: 429, headers: { "Retry-After": "1" } } }],
    });
    const client = await clientOf(under);
    expect((await client.api(policies).get()).value).toHaveLength(4);
    expect(under.emulator.requests.map(({ status }) => status)).toEqual([429, 200]);
  });
});
