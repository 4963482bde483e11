import { describe, expect, it } from "vitest";
import { pilotRing, start } from "./support/emulator";

const kiosks = {
  displayName: "More kiosks",
  mailEnabled: false,
  mailNickname: "more-kiosks",
  securityEnabled: true,
};

describe("groups", () => {
  it("are created, read, found by name and deleted", async () => {
    const client = await start();
    const created = await client.post("/v1.0/groups", kiosks);
    expect([created.status, created.body]).toEqual([201, { ...kiosks, id: created.body.id }]);
    expect(created.body.id).toMatch(/^[0-9a-f-]{36}$/);
    const path = `/beta/groups/${created.body.id}`;
    expect((await client.get(path)).body).toEqual(created.body);
    const filter = encodeURIComponent("displayName eq 'More kiosks'");
    expect((await client.get(`/v1.0/groups?$filter=${filter}&$select=id`)).body).toEqual({
      value: [{ id: created.body.id }],
    });
    expect((await client.delete(path)).status).toBe(204);
    const gone = await client.get(path);
    expect([gone.status, gone.body.error.code]).toEqual([404, "Request_ResourceNotFound"]);
  });

  it("come from the state", async () => {
    const client = await start();
    expect((await client.get(`/v1.0/groups/${pilotRing}?$select=displayName`)).body).toEqual({
      displayName: "Pilot ring",
    });
    expect((await client.get("/v1.0/groups?$top=2")).body.value).toHaveLength(2);
  });

  it.each(["displayName", "mailEnabled", "mailNickname", "securityEnabled"])("need %s", async (name) => {
    const client = await start();
    const answer = await client.post("/v1.0/groups", { ...kiosks, [name]: undefined });
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(`'${name}'`)]);
  });
});
