import { describe, expect, test } from "vitest";
import { graphPath, UnauthenticatedError } from "../../../provider/graph";
import { operationOf, rejection } from "../support/client";
import { graphError, inTurn, json } from "../support/service";
import { get, principal, world } from "../support/world";

const path = graphPath`deviceManagement`;
const ok = json(200, {});

describe("one token", () => {
  const secret = { ...principal, "intune:clientSecret": "s3cret-of-the-app" };

  test("serves all requests of a client", async () => {
    const here = await world();
    const client = here.client(secret);
    await Promise.all(Array.from({ length: 20 }, () => get(client)));
    expect(here.identity.tokenRequests).toHaveLength(1);
    expect(here.graph.received).toHaveLength(20);
  });

  test("is renewed before it expires", async () => {
    const here = await world({ expiresIn: 60 });
    const client = here.client(secret);
    await get(client);
    await get(client);
    const used = new Set(here.graph.received.map(({ headers }) => headers.authorization));
    expect(used.size).toBe(2);
  });

  test("that Graph calls expired is renewed once, by the first of many that need it", async () => {
    const expired = graphError(
      401,
      "InvalidAuthenticationToken",
      "Lifetime validation failed, the token is expired.",
    );
    const here = await world({
      answer: (request, response) =>
        (request.headers.authorization === "Bearer token-of-entra-1" ? expired : ok)(request, response),
    });
    const client = here.client(secret);
    await Promise.all(Array.from({ length: 10 }, () => get(client)));
    expect(here.identity.tokenRequests).toHaveLength(2);
  });

  test("is replaced by one with the claims of a challenge, for a write too", async () => {
    const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: "1604106651" } } });
    const challenge = `Bearer realm="", authorization_uri="https://login.example/authorize", error="insufficient_claims", claims="${Buffer.from(claims).toString("base64")}"`;
    const here = await world({
      answer: inTurn(
        graphError(401, "InvalidAuthenticationToken", "Continuous access evaluation resulted in challenge.", {
          "www-authenticate": challenge,
        }),
        ok,
      ),
    });
    const client = here.client(secret);
    await client.send({ method: "POST", path, body: { n: 1 }, operation: operationOf(client) });
    expect(here.identity.tokenRequests).toHaveLength(2);
    const asked = JSON.parse(here.identity.tokenRequests[1]?.["claims"] ?? "{}") as object;
    expect(asked).toMatchObject(JSON.parse(claims) as object);
    expect(here.graph.received.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer token-of-entra-1",
      "Bearer token-of-entra-2",
    ]);
  });

  test("that Graph keeps refusing is an error after two", async () => {
    const here = await world({ answer: graphError(401, "InvalidAuthenticationToken", "No.") });
    const error = await rejection(get(here.client(secret)));
    expect(error).toBeInstanceOf(UnauthenticatedError);
    expect(error.message).toContain("from intune:clientSecret, intune:tenantId, intune:clientId was refused");
    expect(here.graph.received).toHaveLength(2);
  });
});
