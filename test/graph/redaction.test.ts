import { inspect } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { type GraphClient, graphPath, type SignIn } from "../../provider/graph";
import { makeServerCertificate, trust } from "./support/certificates";
import { accessToken, clientOf, operationOf, rejection } from "./support/client";
import { clientId, serveIdentity, tenantId } from "./support/identity";
import { type Answer, breakOff, graphError, json, serve } from "./support/service";

const { ca, server } = makeServerCertificate();
const path = graphPath`deviceManagement`;
const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl";

beforeAll(() => trust(ca));

/** Everything that anybody can see of an error. */
function seen(error: Error): string {
  return [
    inspect(error, { depth: null, showHidden: true }),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    JSON.stringify(error),
    String(error.stack),
    String(error.cause),
  ].join("\n");
}

async function errorOf(client: GraphClient): Promise<string> {
  const operation = operationOf(client);
  return seen(await rejection(client.send({ method: "POST", path, body: { n: 1 }, operation })));
}

/** A service that repeats what it was sent, in every place of an error. */
const echo =
  (status: number): Answer =>
  (request, response) => {
    const said = `${request.headers.authorization} ${jwt} ${request.body}`;
    const wrapped = JSON.stringify({ Message: said, CustomApiErrorPhrase: said, ErrorCode: said });
    return graphError(status, said, wrapped, { "request-id": "r" })(request, response);
  };

describe("an error shows no access token", () => {
  test.each([400, 401, 403, 404, 409, 423, 500, 502])("that the service repeats (%i)", async (status) => {
    const { origin } = await serve(echo(status));
    const text = await errorOf(clientOf(origin));
    expect(text).toContain("[redacted]");
    expect(text).not.toContain(accessToken);
    expect(text).not.toContain(jwt);
  });

  test("when the connection breaks", async () => {
    const { origin } = await serve(breakOff);
    expect(await errorOf(clientOf(origin))).not.toMatch(new RegExp(`${accessToken}|authorization`, "i"));
  });

  test("when time is over while it is throttled", async () => {
    const { origin } = await serve(
      graphError(429, "TooManyRequests", `Bearer ${accessToken}`, { "retry-after": "60" }),
    );
    const text = await errorOf(clientOf(origin, { operationTimeoutMs: 1_000 }));
    expect(text).toContain("[redacted]");
    expect(text).not.toContain(accessToken);
  });
});

describe("an error of signing in shows no secret", () => {
  const principal = { tenantId, clientId, source: "a test" };
  const secrets = "s3cret/of the+app";

  test.each<[string, SignIn]>([
    ["client secret", { method: "clientSecret", ...principal, clientSecret: secrets }],
    ["federated token", { method: "oidcToken", ...principal, token: jwt }],
  ])("%s that the identity service repeats", async (_name, signIn) => {
    const identity = await serveIdentity(server);
    const secret = "clientSecret" in signIn ? secrets : jwt;
    identity.refuse({
      error: "invalid_client",
      error_description: `AADSTS1: ${secret} client_secret=${encodeURIComponent(secret)}&x=1`,
    });
    const { origin } = await serve(json(200, {}));
    const authority = { host: identity.origin, instanceDiscovery: false, federatedAudience: "" };
    const text = await errorOf(clientOf(origin, { signIn, authority }));
    expect(text).toContain("AADSTS1");
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encodeURIComponent(secret));
  });
});

test("the client itself shows none", () => {
  expect(inspect(clientOf("https://graph.example.test"), { depth: null })).not.toContain(accessToken);
});
