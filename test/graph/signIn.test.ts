import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { readSettings } from "../../provider/config";
import {
  GraphClient,
  type GraphFailure,
  graphPath,
  SignInError,
  UnauthenticatedError,
} from "../../provider/graph";
import { makeClientCertificate, makeServerCertificate, pfxOf, trust } from "./support/certificates";
import { operationOf, rejection } from "./support/client";
import { clientId, type IdentityService, isSignedBy, serveIdentity, tenantId } from "./support/identity";
import { type Answer, graphError, inTurn, json, type Service, serve } from "./support/service";

const { ca, server } = makeServerCertificate();
const clientCertificate = makeClientCertificate();
const path = graphPath`deviceManagement`;
const ok = json(200, {});
let folder: string;

beforeAll(async () => {
  trust(ca);
  folder = await mkdtemp(join(tmpdir(), "sign-in-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface World {
  readonly identity: IdentityService;
  readonly graph: Service;
  /** A client whose settings are read from the configuration and environment given. */
  client(config: Record<string, string>, env?: Record<string, string>): GraphClient;
}

async function world(options: { answer?: Answer; expiresIn?: number } = {}): Promise<World> {
  const identity = await serveIdentity(server, options.expiresIn);
  const graph = await serve(options.answer ?? ok);
  return {
    identity,
    graph,
    client(config, env = {}) {
      const all: Record<string, string> = {
        "intune:graphEndpoint": graph.origin,
        "intune:authorityHost": identity.origin,
        "intune:operationTimeout": "20s",
        ...config,
      };
      const client = new GraphClient(readSettings((key) => all[key], env).graph);
      onTestFinished(() => client.close());
      return client;
    },
  };
}

const principal = { "intune:tenantId": tenantId, "intune:clientId": clientId };

async function get(client: GraphClient): Promise<void> {
  await client.send({ method: "GET", path, operation: operationOf(client) });
}

async function fileWith(name: string, content: string | Buffer): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

/** What every sign-in of an application has in common. */
function expectSignedIn({ identity, graph }: World): void {
  expect(identity.tokenRequests).toHaveLength(1);
  expect(identity.tokenRequests[0]).toMatchObject({
    grant_type: "client_credentials",
    client_id: clientId,
    scope: expect.stringContaining(`${graph.origin}/.default`),
  });
  expect(graph.received.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-of-entra-1"]);
}

/** A sign-in that sends an assertion in the place of a secret. */
function assertionOf({ identity }: World): string {
  expect(identity.tokenRequests[0]).toMatchObject({
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  });
  return identity.tokenRequests[0]?.["client_assertion"] ?? "";
}

describe("signs in with", () => {
  test("a client secret", async () => {
    const here = await world();
    await get(here.client({ ...principal, "intune:clientSecret": "s3cret-of-the-app" }));
    expectSignedIn(here);
    expect(here.identity.tokenRequests[0]?.["client_secret"]).toBe("s3cret-of-the-app");
  });

  test("a client secret and id from files", async () => {
    const here = await world();
    await get(
      here.client({
        "intune:tenantId": tenantId,
        "intune:clientIdFilePath": await fileWith("id", `${clientId}\n`),
        "intune:clientSecretFilePath": await fileWith("secret", "s3cret-of-the-file\n"),
      }),
    );
    expectSignedIn(here);
    expect(here.identity.tokenRequests[0]?.["client_secret"]).toBe("s3cret-of-the-file");
  });

  describe("a client certificate:", () => {
    const pem = `${clientCertificate.key}\n${clientCertificate.cert}`;
    const base64 = (bytes: Buffer) => bytes.toString("base64");

    test.each([
      ["PEM in a file", async () => ({ "intune:clientCertificatePath": await fileWith("app.pem", pem) })],
      ["PEM in base64", async () => ({ "intune:clientCertificate": base64(Buffer.from(pem)) })],
      [
        "PFX in a file, with a password",
        async () => ({
          "intune:clientCertificatePath": await fileWith(
            "app.pfx",
            pfxOf(clientCertificate, "pass-word", "aes256"),
          ),
          "intune:clientCertificatePassword": "pass-word",
        }),
      ],
      [
        "PFX in base64, of an older kind",
        async () => ({
          "intune:clientCertificate": base64(pfxOf(clientCertificate, "pass-word", "3des")),
          "intune:clientCertificatePassword": "pass-word",
        }),
      ],
      [
        "PFX without a password",
        async () => ({ "intune:clientCertificate": base64(pfxOf(clientCertificate, "", "aes256")) }),
      ],
    ])("%s", async (_name, config) => {
      const here = await world();
      await get(here.client({ ...principal, ...(await config()) }));
      expectSignedIn(here);
      expect(isSignedBy(assertionOf(here), clientCertificate)).toBe(true);
    });
  });

  test("a federated token (OIDC)", async () => {
    const here = await world();
    await get(
      here.client({ ...principal, "intune:useOidc": "true", "intune:oidcToken": "federated-token-1" }),
    );
    expectSignedIn(here);
    expect(assertionOf(here)).toBe("federated-token-1");
  });

  test("a federated token from a file", async () => {
    const here = await world();
    await get(
      here.client({ ...principal, "intune:oidcTokenFilePath": await fileWith("oidc", "federated-2\n") }),
    );
    expectSignedIn(here);
    expect(assertionOf(here)).toBe("federated-2");
  });

  test("GitHub Actions (OIDC)", async () => {
    const here = await world();
    const github = await serve(json(200, { count: 1, value: "token-of-github" }));
    const env = {
      ARM_USE_OIDC: "true",
      ARM_TENANT_ID: tenantId,
      ARM_CLIENT_ID: clientId,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${github.origin}/idtoken?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "token-of-the-job",
    };
    await get(here.client({}, env));
    expectSignedIn(here);
    expect(assertionOf(here)).toBe("token-of-github");
    expect(github.received[0]).toMatchObject({
      method: "GET",
      url: "/idtoken?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange",
      headers: { authorization: "Bearer token-of-the-job" },
    });
  });

  test("an Azure DevOps service connection (OIDC)", async () => {
    const here = await world();
    const devops = await serve(json(200, { oidcToken: "token-of-devops" }));
    const env = {
      ARM_USE_OIDC: "true",
      ARM_TENANT_ID: tenantId,
      ARM_CLIENT_ID: clientId,
      ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "connection-1",
      SYSTEM_OIDCREQUESTURI: `${devops.origin}/org/_apis/distributedtask/hubs/build/plans/p/jobs/j/oidctoken`,
      SYSTEM_ACCESSTOKEN: "token-of-the-job",
    };
    await get(here.client({}, env));
    expectSignedIn(here);
    expect(assertionOf(here)).toBe("token-of-devops");
    expect(devops.received[0]).toMatchObject({
      method: "POST",
      url: "/org/_apis/distributedtask/hubs/build/plans/p/jobs/j/oidctoken?api-version=7.1&serviceConnectionId=connection-1",
      headers: { authorization: "Bearer token-of-the-job" },
    });
  });

  test("workload identity (AKS)", async () => {
    const here = await world();
    const env = {
      ARM_USE_AKS_WORKLOAD_IDENTITY: "true",
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_FEDERATED_TOKEN_FILE: await fileWith("pod", "token-of-the-pod"),
    };
    await get(here.client({}, env));
    expectSignedIn(here);
    expect(assertionOf(here)).toBe("token-of-the-pod");
  });

  test("managed identity, system-assigned and user-assigned", async () => {
    const here = await world();
    const machine = await serve((request, response) => {
      const id = new URL(request.url, "http://machine").searchParams.get("client_id");
      const expires_on = String(Math.floor(Date.now() / 1_000) + 3_600);
      const token = { access_token: `token-for-${id}`, expires_on, resource: "r", token_type: "Bearer" };
      return json(200, token)(request, response);
    });
    // @azure/identity asks the environment itself, and remembers for the life of the process what it found.
    vi.stubEnv("IDENTITY_ENDPOINT", `${machine.origin}/msi/token`);
    vi.stubEnv("IDENTITY_HEADER", "header-of-the-machine");
    onTestFinished(() => void vi.unstubAllEnvs());
    await get(here.client({ "intune:useMsi": "true" }));
    await get(here.client({ "intune:useMsi": "true", "intune:clientId": clientId }));
    expect(machine.received).toHaveLength(2);
    for (const { url, headers } of machine.received) {
      expect(new URL(url, machine.origin).searchParams.get("resource")).toBe(here.graph.origin);
      expect(headers["x-identity-header"]).toBe("header-of-the-machine");
    }
    expect(here.graph.received.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer token-for-null",
      `Bearer token-for-${clientId}`,
    ]);
  });

  test("the Azure CLI", async () => {
    const here = await world();
    // A stand-in for the command that writes down what it was asked.
    const asked = join(folder, "az.args");
    const answer = JSON.stringify({
      accessToken: "token-of-the-cli",
      expiresOn: "2099-01-01 00:00:00.000000",
      expires_on: 4_070_908_800,
    });
    await fileWith("az", `#!/bin/sh\necho "$@" > '${asked}'\necho '${answer}'\n`);
    await chmod(join(folder, "az"), 0o755);
    vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    await get(here.client({ "intune:useCli": "true", "intune:tenantId": tenantId }));
    const args = await readFile(asked, "utf8");
    expect(args).toContain("account get-access-token");
    expect(args).toContain(`--tenant ${tenantId}`);
    expect(args).toContain(here.graph.origin);
    expect(here.graph.received[0]?.headers.authorization).toBe("Bearer token-of-the-cli");
  });

  test("DefaultAzureCredential, which takes AZURE_*", async () => {
    const here = await world();
    const env = {
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: "s3cret-of-azure",
    };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    await get(here.client({}, env));
    expectSignedIn(here);
    expect(here.identity.tokenRequests[0]?.["client_secret"]).toBe("s3cret-of-azure");
  });
});

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

  test("is had anew with the claims of a challenge, for a write too", async () => {
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
    expect((error as GraphFailure).message).toContain(
      "Could not sign in with a client secret (from ARM_CLIENT_SECRET, ARM_TENANT_ID, ARM_CLIENT_ID).",
    );
    expect(error.message).toContain("AADSTS7000215");
    expect(here.identity.tokenRequests.map((request) => request["client_secret"])).toEqual(["wrong-s3cret"]);
    expect(here.graph.received).toHaveLength(0);
  });

  test("for want of a file says which", async () => {
    const here = await world();
    const file = join(folder, "nowhere");
    const error = await rejection(get(here.client({ ...principal, "intune:clientSecretFilePath": file })));
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toContain("from intune:clientSecretFilePath");
    expect(error.message).toContain(file);
  });

  test("for a PFX with another password says so", async () => {
    const here = await world();
    const pfx = pfxOf(clientCertificate, "pass-word", "aes256").toString("base64");
    const config = { "intune:clientCertificate": pfx, "intune:clientCertificatePassword": "another-word" };
    const error = await rejection(get(here.client({ ...principal, ...config })));
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toMatch(/client certificate.*\n.*password/i);
    expect(error.message).not.toContain("another-word");
  });

  test("for want of permission to ask for a federated token shows the status", async () => {
    const here = await world();
    const github = await serve(json(403, { message: "no" }));
    const config = {
      ...principal,
      "intune:useOidc": "true",
      "intune:oidcRequestUrl": `${github.origin}/idtoken?secret=query`,
      "intune:oidcRequestToken": "token-of-the-job",
    };
    const error = await rejection(get(here.client(config)));
    expect(error).toBeInstanceOf(SignInError);
    expect(error.message).toContain(`GET ${github.origin}/idtoken for a federated token was answered 403`);
    expect(error.message).not.toMatch(/token-of-the-job|secret=query/);
  });

  test("can be tried again", async () => {
    const here = await world();
    const file = join(folder, "late");
    const client = here.client({ ...principal, "intune:clientSecretFilePath": file });
    expect(await rejection(get(client))).toBeInstanceOf(SignInError);
    await fileWith("late", "s3cret-of-the-file");
    await get(client);
    expectSignedIn(here);
  });
});
