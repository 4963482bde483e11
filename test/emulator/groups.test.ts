import { describe, expect, it } from "vitest";
import { broadRing, pilotRing, start } from "./support/emulator";

const kiosks = {
  displayName: "More kiosks",
  mailEnabled: false,
  mailNickname: "more-kiosks",
  securityEnabled: true,
};
const eventual = { authorization: "Bearer opaque", ConsistencyLevel: "eventual" };

describe("groups", () => {
  it("are created, read, found by name or id and deleted", async () => {
    const client = await start();
    const created = await client.post("/v1.0/groups", kiosks);
    expect([created.status, created.body]).toEqual([201, { ...kiosks, id: created.body.id }]);
    expect(created.body.id).toMatch(/^[0-9a-f-]{36}$/);
    const path = `/beta/groups/${created.body.id}`;
    expect((await client.get(path)).body).toEqual(created.body);
    for (const comparison of ["displayName eq 'More kiosks'", `id eq '${created.body.id}'`]) {
      const filter = encodeURIComponent(comparison);
      expect((await client.get(`/v1.0/groups?$filter=${filter}&$select=id`)).body).toEqual({
        value: [{ id: created.body.id }],
      });
    }
    expect((await client.delete(path)).status).toBe(204);
    const gone = await client.get(path);
    expect([gone.status, gone.body.error.code]).toEqual([404, "Request_ResourceNotFound"]);
  });

  it("are not created with members that the emulator would ignore", async () => {
    const client = await start();
    const answer = await client.post("/v1.0/groups", {
      displayName: "Ring",
      mailEnabled: false,
      mailNickname: "ring",
      securityEnabled: true,
      "members@odata.bind": ["https://graph.microsoft.com/v1.0/users/1"],
    });
    expect([answer.status, answer.body.error.message]).toEqual([
      501,
      "The emulator does not have 'members@odata.bind' in a new group.",
    ]);
  });

  it("come from the state", async () => {
    const client = await start();
    expect((await client.get(`/v1.0/groups/${pilotRing}?$select=displayName`)).body).toEqual({
      displayName: "Pilot ring",
    });
    expect((await client.get("/v1.0/groups?$top=2")).body.value).toHaveLength(2);
  });

  // "Get deleted item (directory object)".
  it("keep their name when they are deleted, at /directory/deletedItems", async () => {
    const client = await start();
    const deletedItem = `/v1.0/directory/deletedItems/${pilotRing}`;
    expect((await client.get(deletedItem)).status).toBe(404);
    await client.delete(`/v1.0/groups/${pilotRing}`);
    expect((await client.get(deletedItem)).body).toMatchObject({
      "@odata.type": "#microsoft.graph.group",
      id: pilotRing,
      displayName: "Pilot ring",
      deletedDateTime: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const listed = await client.get("/v1.0/directory/deletedItems/microsoft.graph.group");
    expect(listed.body.value.map(({ id }) => id)).toEqual([pilotRing]);
    expect((await client.get("/v1.0/groups")).body.value.map(({ id }) => id)).not.toContain(pilotRing);
    expect((await client.delete(`/v1.0/groups/${pilotRing}`)).status).toBe(404);
  });

  it("are deleted from the beginning where the state says so", async () => {
    const deletedDateTime = "2026-11-01T00:00:00Z";
    const client = await start({
      state: { groups: [{ id: broadRing, displayName: "Old", deletedDateTime }] },
    });
    expect((await client.get(`/v1.0/groups/${broadRing}`)).status).toBe(404);
    expect((await client.get(`/v1.0/directory/deletedItems/${broadRing}`)).body.displayName).toBe("Old");
  });

  // "Advanced query capabilities on Microsoft Entra ID objects".
  it("are searched and counted with the header that Graph asks for", async () => {
    const client = await start();
    const search = `/v1.0/groups?$search=${encodeURIComponent('"displayName:RING"')}&$count=true&$select=id`;
    expect((await client.get(search, eventual)).body).toEqual({
      "@odata.count": 2,
      value: [{ id: pilotRing }, { id: broadRing }],
    });
    for (const path of [search, "/v1.0/groups?$count=true"]) {
      const refused = await client.get(path);
      expect([refused.status, refused.body.error.code]).toEqual([400, "Request_UnsupportedQuery"]);
    }
    expect((await client.get("/v1.0/groups?$search=ring", eventual)).status).toBe(501);
  });

  it.each(["displayName", "mailEnabled", "mailNickname", "securityEnabled"])("need %s", async (name) => {
    const client = await start();
    const answer = await client.post("/v1.0/groups", { ...kiosks, [name]: undefined });
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(`'${name}'`)]);
  });
});
