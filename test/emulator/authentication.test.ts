import { describe, expect, it } from "vitest";
import {
  allUsers,
  compliance,
  documented,
  type EmulatorUnderTest,
  enrollment,
  nestedMessage,
  start,
} from "./support/emulator";

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const now = Math.floor(Date.now() / 1000);

function withRoles(client: EmulatorUnderTest, ...roles: string[]) {
  return { ...bearer(client.emulator.mintToken({ roles })), "content-type": "application/json" };
}

describe("tokens", () => {
  it.each([{}, { authorization: "Basic dXNlcjpwYXNz" }, { authorization: "Bearer " }])(
    "are required: %j is 401",
    async (headers) => {
      const client = await start(documented);
      const answer = await client.get("/v1.0/groups", headers);
      expect([answer.status, answer.body.error.code]).toEqual([401, "InvalidAuthenticationToken"]);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer /);
      expect(answer.headers.get("www-authenticate")).not.toContain("claims=");
    },
  );

  it("that have expired are 401", async () => {
    const client = await start(documented);
    const expired = client.emulator.mintToken({ roles: ["Group.Read.All"], expiresIn: -1 });
    const answer = await client.get("/v1.0/groups", bearer(expired));
    expect([answer.status, answer.body.error.message]).toEqual([
      401,
      "Lifetime validation failed, the token is expired.",
    ]);
    const fresh = client.emulator.mintToken({ roles: ["Group.Read.All"] });
    expect((await client.get("/v1.0/groups", bearer(fresh))).status).toBe(200);
  });

  it("from before a revocation are challenged for claims that a new one meets", async () => {
    const client = await start({ tokensValidFrom: now - 60 });
    const old = client.emulator.mintToken({ roles: ["Group.Read.All"], issuedAt: now - 120 });
    const answer = await client.get("/v1.0/groups", bearer(old));
    expect([answer.status, answer.body.error.code]).toEqual([401, "InvalidAuthenticationToken"]);
    const claims = /error="insufficient_claims", claims="([^"]+)"/.exec(
      answer.headers.get("www-authenticate") ?? "",
    )?.[1];
    expect(JSON.parse(Buffer.from(claims ?? "", "base64").toString())).toEqual({
      access_token: { nbf: { essential: true, value: String(now - 60) } },
    });
    const renewed = client.emulator.mintToken({ roles: ["Group.Read.All"], issuedAt: now });
    expect((await client.get("/v1.0/groups", bearer(renewed))).status).toBe(200);
  });

  it("that are no JWT carry every permission", async () => {
    const client = await start(documented);
    expect((await client.post(`${compliance}/assign`, { assignments: [{ target: allUsers }] })).status).toBe(
      200,
    );
  });
});

describe("permissions", () => {
  it("403 names what is missing, in Intune's nested shape", async () => {
    const client = await start(documented);
    const headers = withRoles(client, "DeviceManagementConfiguration.Read.All");
    const answer = await client.post(`${compliance}/assignments`, { target: allUsers }, headers);
    expect([answer.status, answer.body.error.code]).toEqual([403, "Forbidden"]);
    expect(nestedMessage(answer)).toBe(
      "Application is not authorized to perform this operation. Application must have one of the following scopes: DeviceManagementConfiguration.ReadWrite.All",
    );
    expect(JSON.parse(answer.body.error.message)).toMatchObject({
      _version: 3,
      CustomApiErrorPhrase: "",
      RetryAfter: null,
      ErrorSourceService: "",
      HttpHeaders: "{}",
    });
    expect((await client.get(`${compliance}/assignments`, headers)).body.value).toEqual([]);
  });

  it.each([
    ["DeviceManagementServiceConfig.ReadWrite.All", [200, 201, 204]],
    ["DeviceManagementConfiguration.ReadWrite.All", [200, 201, 403]],
    ["DeviceManagementServiceConfig.Read.All", [200, 403, 403]],
    ["Group.ReadWrite.All", [403, 403, 403]],
  ])(
    "%s gets %j for reading, creating and assigning of enrollment configurations",
    async (role, statuses) => {
      const client = await start(documented);
      const headers = withRoles(client, role);
      const answers = [
        await client.get(`${enrollment}/assignments`, headers),
        await client.post(`${enrollment}/assignments`, { target: allUsers }, headers),
        await client.post(`${enrollment}/assign`, { enrollmentConfigurationAssignments: [] }, headers),
      ];
      expect(answers.map(({ status }) => status)).toEqual(statuses);
    },
  );

  it("delegated ones are in scp", async () => {
    const client = await start(documented);
    const scopes = ["User.Read", "DeviceManagementConfiguration.Read.All"];
    const headers = bearer(client.emulator.mintToken({ scopes }));
    expect((await client.get(compliance, headers)).status).toBe(200);
    expect((await client.get("/v1.0/groups", headers)).status).toBe(403);
  });

  it("the directory does not say which is missing", async () => {
    const client = await start(documented);
    const answer = await client.get(
      "/v1.0/groups",
      withRoles(client, "DeviceManagementConfiguration.ReadWrite.All"),
    );
    expect(answer.body.error).toMatchObject({
      code: "Authorization_RequestDenied",
      message: "Insufficient privileges to complete the operation.",
    });
  });
});
