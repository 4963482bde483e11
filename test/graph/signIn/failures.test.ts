import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { SignInError } from "../../../provider/graph";
import { makeClientCertificate, makeServerCertificate, pfxOf, trust } from "../support/certificates";
import { rejection } from "../support/client";
import { clientId, tenantId } from "../support/identity";
import { type Answer, json, type Service, serve } from "../support/service";
import { expectSignedIn, fileWith, get, newFolder, principal, world } from "../support/world";

const withSecret = { ...principal, "intune:clientSecret": "s3cret-of-the-app" };

/** Its pauses between two tries are milliseconds. */
const managedIdentityAt = ({ origin }: Service) => ({
  "intune:useMsi": "true",
  "intune:msiEndpoint": `${origin}/token`,
  "intune:retryPause": "6ms",
});

const page: Answer = (_request, response) => {
  response
    .writeHead(403, { "content-type": "text/html", "set-cookie": "session=cookie-of-the-proxy" })
    .end(`<html>\u001b[2J${"\nblocked".repeat(100_000)}`);
};

describe("a sign-in that fails", () => {
  test("names the method, the settings and Entra's reason, and no other method is tried", async () => {
    const here = await world();
    here.identity.refuse({
      error: "invalid_client",
      error_description: "AADSTS7000215: Invalid client secret provided. Trace ID: t Correlation ID: c",
      error_codes: [7000215],
    });
    const azure = {
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: "good-s3cret",
    };
    for (const [name, value] of Object.entries(azure)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const env = {
      ...azure,
      ARM_TENANT_ID: tenantId,
      ARM_CLIENT_ID: clientId,
      ARM_CLIENT_SECRET: "wrong-s3cret",
    };
    const error = await rejection(get(here.client({}, env)));
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toContain(
      "Could not sign in with a client secret (from ARM_CLIENT_SECRET, ARM_TENANT_ID, ARM_CLIENT_ID).",
    );
    expect(error.message).toContain("AADSTS7000215");
    expect(here.identity.tokenRequests.map((request) => request["client_secret"])).toEqual(["wrong-s3cret"]);
    expect(here.graph.received).toHaveLength(0);
  });

  test("for want of a file says which", async () => {
    const here = await world();
    const file = join(await newFolder(), "nowhere");
    const error = await rejection(get(here.client({ ...principal, "intune:clientSecretFilePath": file })));
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toContain("from intune:clientSecretFilePath");
    expect(error.message).toContain(file);
  });

  test("for a PFX with another password says so", async () => {
    const here = await world();
    const pfx = pfxOf(makeClientCertificate(), "pass-word", "aes256").toString("base64");
    const config = { "intune:clientCertificate": pfx, "intune:clientCertificatePassword": "another-word" };
    const error = await rejection(get(here.client({ ...principal, ...config })));
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toMatch(/client certificate.*\n.*password/i);
    expect(error.message).not.toContain("another-word");
  });

  test("for want of permission to ask for a federated token shows the status and the reason", async () => {
    const here = await world();
    const github = await serve(json(403, { message: "Resource not accessible\u001b by token-of-the-job" }));
    const config = {
      ...principal,
      "intune:useOidc": "true",
      "intune:oidcRequestUrl": `${github.origin}/idtoken?secret=query`,
      "intune:oidcRequestToken": "token-of-the-job",
    };
    const error = await rejection(get(here.client(config)));
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toContain(
      `GET ${github.origin}/idtoken for a federated token was answered 403: Resource not accessible  by [redacted]`,
    );
    expect(github.received).toHaveLength(1);
    expect(error.message).not.toMatch(/token-of-the-job|secret=query/);
  });

  test("for want of an answer has the system's reason, and blames no setting", async () => {
    const { origin } = await serve(json(200, {}), makeServerCertificate().server);
    const error = await rejection(
      get((await world()).client({ ...withSecret, "intune:authorityHost": origin })),
    );
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toContain(`No answer from ${new URL(origin).host}. The connection failed: `);
    expect(error.message).toContain("certificate");
    expect(error.message).toContain("NODE_EXTRA_CA_CERTS");
    expect(error.message).not.toContain("pulumi up");
  });

  test("because a proxy answers instead says so, and shows nothing of its answer", async () => {
    const { ca, server } = makeServerCertificate();
    trust(ca);
    const { origin } = await serve(page, server);
    const error = await rejection(
      get((await world()).client({ ...withSecret, "intune:authorityHost": origin })),
    );
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toContain(`The answer of ${new URL(origin).host} is no JSON (403, text/html).`);
    expect(error.message).toContain("A proxy or firewall");
    expect(error.message).not.toContain("pulumi up");
    for (const part of ["\u001b", "<html", "blocked", "cookie"]) expect(error.message).not.toContain(part);
  });

  test("for want of the tenant has Entra's reason, which MSAL leaves out", async () => {
    const { ca, server } = makeServerCertificate();
    trust(ca);
    const error_description = "AADSTS90002: Tenant 'x' not found. Check the tenant ID.";
    const { origin } = await serve(json(400, { error: "invalid_tenant", error_description }), server);
    const error = await rejection(
      get((await world()).client({ ...withSecret, "intune:authorityHost": origin })),
    );
    expect(error.message).toContain(`answered 400: ${error_description}`);
    expect(error.message).toContain("pulumi up");
  });

  test("because a machine has no such identity is tried again, and shows its reason", async () => {
    const error_description = "Identity not found";
    const machine = await serve(json(404, { error: "invalid_request", error_description }));
    const error = await rejection(get((await world()).client(managedIdentityAt(machine))));
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toContain(
      `GET ${machine.origin}/token for a token was answered 404: Identity not found`,
    );
    expect(machine.received).toHaveLength(6);
  });

  test("because a proxy answers in the place of a machine says so", async () => {
    const machine = await serve(page);
    const error = await rejection(get((await world()).client(managedIdentityAt(machine))));
    expect(error.message).toContain(`The answer of GET ${machine.origin}/token is no JSON (403, text/html).`);
    expect(error.message).not.toContain("pulumi up");
  });

  test("can be tried again", async () => {
    const here = await world();
    const folder = await newFolder();
    const file = join(folder, "late");
    const client = here.client({ ...principal, "intune:clientSecretFilePath": file });
    expect(await rejection(get(client))).toBeInstanceOf(SignInError);
    await fileWith("late", "s3cret-of-the-file", folder);
    await get(client);
    expectSignedIn(here);
  });
});
