// What real clients send and other tools do not: most public tools write keys in parentheses, Microsoft's SDKs write
// actions with their namespace, and the Go SDK sends every body as gzip.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  allUsers,
  behaviors,
  compliance,
  compliancePolicy,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const root = "/v1.0/deviceManagement/deviceCompliancePolicies";
const headers = { authorization: "Bearer opaque", "content-type": "application/json" };

describe.each(behaviors)("the wire of the %s service", (service) => {
  it.each([
    `${root}('${compliancePolicy}')/assignments`,
    `${root}(%27${compliancePolicy}%27)/assignments/`,
    `${root}/${compliancePolicy}/assignments/`,
    `/V1.0/devicemanagement/DeviceCompliancePolicies/${compliancePolicy.toUpperCase()}/Assignments`,
  ])("reads %s", async (path) => {
    const client = await start({ service });
    await client.post(`${compliance}/assign`, { assignments: [{ target: allUsers }] });
    const answer = await client.get(path);
    expect([answer.status, answer.body.value.length]).toEqual([200, 1]);
    const [{ id } = { id: "" }] = answer.body.value;
    expect((await client.get(`${root}('${compliancePolicy}')/assignments('${id}')`)).body.id).toBe(id);
  });

  it.each([
    `${root}('${compliancePolicy}')/microsoft.graph.assign`,
    `${root}/${compliancePolicy}/Microsoft.Graph.Assign/`,
    `${root}/${compliancePolicy}/ASSIGN`,
  ])("assigns at %s", async (path) => {
    const client = await start({ service });
    expect((await client.post(path, { assignments: [{ target: allUsers }] })).status).toBe(200);
    expect((await client.get(`${compliance}/assignments`)).body.value).toHaveLength(1);
  });

  it("lists with a trailing slash, in any letter case", async () => {
    const client = await start({ service });
    expect((await client.get(`${root.toLowerCase()}/`)).body.value).toHaveLength(4);
    expect((await client.get("/beta/Groups/")).body.value).toHaveLength(4);
    expect((await client.get(`/beta/Groups('${pilotRing}')`)).body.displayName).toBe("Pilot ring");
  });

  it("inflates a gzip body, and answers another encoding with 415", async () => {
    const client = await start({ service });
    const send = (body: string | Uint8Array<ArrayBuffer>, encoding: string) =>
      fetch(`${client.emulator.url}${compliance}/assign`, {
        method: "POST",
        headers: { ...headers, "content-encoding": encoding },
        body,
      });
    const body = JSON.stringify({ assignments: [{ target: toGroup(pilotRing) }] });
    expect((await send(new Uint8Array(gzipSync(body)), "gzip")).status).toBe(200);
    expect((await send(body, "br")).status).toBe(415);
    expect((await send(body, "gzip")).status).toBe(400);
    expect((await client.get(`${compliance}/assignments`)).body.value).toHaveLength(1);
  });

  it("links and names itself as a proxy says that the client sees it", async () => {
    const client = await start({ service, pageSize: 1 });
    const answer = await client.get(root, {
      ...headers,
      "x-forwarded-proto": "https",
      "x-forwarded-host": "graph.example.com:8443, inner",
    });
    expect(answer.body["@odata.nextLink"]).toMatch(
      /^https:\/\/graph\.example\.com:8443\/v1\.0\/deviceManagement\/deviceCompliancePolicies\?\$skiptoken=/,
    );
    expect(answer.context).toMatch(/^https:\/\/graph\.example\.com:8443\/v1\.0\/\$metadata#/);
  });
});
