import { describe, expect, it } from "vitest";
import { allUsers, compliance, start } from "./support/emulator";

const path = compliance.replace("/v1.0", "");
const read = (id: string, more = {}) => ({ id, method: "GET", url: `${path}/assignments`, ...more });

describe("$batch", () => {
  it.each(["v1.0", "beta"])(
    "answers each request of a batch in %s with its own status, headers and body",
    async (version) => {
      const client = await start();
      const answer = await client.post(`/${version}/$batch`, {
        requests: [
          {
            id: "write",
            method: "POST",
            url: `${path}/assign`,
            headers: { "content-type": "application/json" },
            body: { assignments: [{ target: allUsers }] },
          },
          read("read", { dependsOn: ["write"] }),
          { id: "missing", method: "GET", url: "/deviceManagement/deviceCompliancePolicies/none" },
          { id: "delete", method: "DELETE", url: "/groups/a0000000-0000-4000-8000-000000000001" },
        ],
      });
      expect(answer.status).toBe(200);
      expect(answer.body.responses.map(({ id, status }) => [id, status])).toEqual([
        ["write", 200],
        ["read", 200],
        ["missing", 404],
        ["delete", 204],
      ]);
      const [, listed, missing, deleted] = answer.body.responses;
      expect(listed?.body.value).toHaveLength(1);
      expect(Object.keys(listed?.body.value[0] ?? {}).includes("source")).toBe(version === "beta");
      expect(missing?.body.error.code).toBe("ResourceNotFound");
      expect(missing?.headers["request-id"]).toMatch(/^[0-9a-f-]{36}$/);
      expect(deleted).not.toHaveProperty("body");
    },
  );

  it("counts each request, in the log and against the limits", async () => {
    const client = await start({ throttle: { requests: 2, windowMs: 60_000, retryAfterSeconds: 9 } });
    const { body } = await client.post("/v1.0/$batch", { requests: [read("1"), read("2"), read("3")] });
    expect(body.responses.map(({ status, headers }) => [status, headers["Retry-After"]])).toEqual([
      [200, undefined],
      [200, undefined],
      [429, "9"],
    ]);
    const item = { method: "GET", path: `${compliance}/assignments` };
    expect(client.emulator.requests).toEqual([
      { method: "POST", path: "/v1.0/$batch", status: 200 },
      { ...item, status: 200 },
      { ...item, status: 200 },
      { ...item, status: 429 },
    ]);
  });

  // IntuneCD numbers its requests, and finds Retry-After by its letters.
  it("takes ids as numbers, which it answers as text", async () => {
    const client = await start();
    const requests = [{ id: 1, method: "get", url: path }];
    const { body } = await client.post("/beta/$batch", { requests });
    expect(body.responses).toMatchObject([
      { id: "1", status: 200, headers: { "Content-Type": expect.any(String) } },
    ]);
  });

  it("does not try what depends on a failure", async () => {
    const client = await start();
    const { body } = await client.post("/v1.0/$batch", {
      requests: [{ id: "bad", method: "GET", url: "/nothing" }, read("after", { dependsOn: ["bad"] })],
    });
    expect(body.responses.map(({ status }) => status)).toEqual([501, 424]);
    expect(client.emulator.requests.map(({ path }) => path)).toEqual(["/v1.0/$batch", "/v1.0/nothing"]);
  });

  it.each([
    ["21 requests", Array.from({ length: 21 }, (_, index) => read(String(index))), "20"],
    ["an id twice", [read("1"), read("1")], "'1'"],
    ["a dependency on what comes later", [read("1", { dependsOn: ["2"] }), read("2")], "'2'"],
    ["a batch in a batch", [{ id: "1", method: "POST", url: "/$batch", body: { requests: [] } }], "batch"],
    ["a request without a url", [{ id: "1", method: "GET" }], "payload"],
  ])("refuses %s before it does anything", async (_what, requests, named) => {
    const client = await start();
    const answer = await client.post("/v1.0/$batch", { requests });
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(named)]);
    expect(client.emulator.requests).toHaveLength(1);
  });
});
