import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { makeClientCertificate, pfxOf } from "../support/certificates";
import { clientId, isSignedBy, tenantId } from "../support/identity";
import { breakOff, inTurn, json, serve } from "../support/service";
import { expectSignedIn, fileWith, get, newFolder, principal, type World, world } from "../support/world";

const isWindows = process.platform === "win32";

const clientCertificate = makeClientCertificate();

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

  test("an Azure DevOps service connection (OIDC), after a failure of the service", async () => {
    const here = await world();
    const devops = await serve(inTurn(json(503, {}), json(200, { oidcToken: "token-of-devops" })));
    const env = {
      ARM_USE_OIDC: "true",
      ARM_TENANT_ID: tenantId,
      ARM_CLIENT_ID: clientId,
      ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "connection-1",
      SYSTEM_OIDCREQUESTURI: `${devops.origin}/org/_apis/distributedtask/hubs/build/plans/p/jobs/j/oidctoken`,
      SYSTEM_ACCESSTOKEN: "token-of-the-job",
    };
    await get(here.client({ "intune:retryPause": "6ms" }, env));
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

  test("managed identity at an endpoint of its own", async () => {
    const here = await world();
    const expires_on = String(Math.floor(Date.now() / 1_000) + 3_600);
    const machine = await serve(json(200, { access_token: "token-of-the-endpoint", expires_on }));
    const endpoint = `${machine.origin}/metadata/identity/oauth2/token`;
    await get(
      here.client({ "intune:useMsi": "true", "intune:clientId": clientId }, { ARM_MSI_ENDPOINT: endpoint }),
    );
    const [asked] = machine.received;
    expect(asked?.headers["metadata"]).toBe("true");
    expect(Object.fromEntries(new URL(asked?.url ?? "", machine.origin).searchParams)).toEqual({
      "api-version": "2018-02-01",
      resource: here.graph.origin,
      client_id: clientId,
    });
    expect(here.graph.received[0]?.headers.authorization).toBe("Bearer token-of-the-endpoint");
  });

  test.each([
    ["408", json(408, undefined)],
    ["404, during an update", json(404, { error: "x" })],
    ["410, during an update", json(410, { error: "x" })],
    ["429", json(429, { error: "x" })],
    ["500", json(500, { error: "x" })],
    ["a broken connection", breakOff],
  ])("managed identity at an endpoint of its own, after %s", async (_name, failure) => {
    const here = await world();
    const expires_on = String(Math.floor(Date.now() / 1_000) + 3_600);
    const ok = json(200, { access_token: "token-of-the-endpoint", expires_on });
    const machine = await serve(inTurn(failure, failure, ok));
    const config = { "intune:useMsi": "true", "intune:msiEndpoint": machine.origin };
    await get(here.client({ ...config, "intune:retryPause": "6ms" }));
    expect(machine.received).toHaveLength(3);
    expect(here.graph.received[0]?.headers.authorization).toBe("Bearer token-of-the-endpoint");
  });

  test.each([
    ["an error", json(400, { error: "invalid_request" }), "was answered 400"],
    ["something else", json(200, { access_token: "", expires_on: "soon" }), "is no token"],
  ])(
    "managed identity at an endpoint that answers %s fails with where it asked",
    async (_name, answer, said) => {
      const here = await world();
      const machine = await serve(answer);
      const client = here.client({
        "intune:useMsi": "true",
        "intune:msiEndpoint": `${machine.origin}/token`,
      });
      await expect(get(client)).rejects.toThrow(said);
      await expect(get(client)).rejects.toThrow(`GET ${machine.origin}/token`);
    },
  );

  test.skipIf(isWindows)("DefaultAzureCredential without the way that a switch excludes", async () => {
    const here = await world();
    await azureCli();
    vi.stubEnv("AZURE_TOKEN_CREDENTIALS", "AzureCliCredential");
    await get(here.client({}));
    expect(here.graph.received[0]?.headers.authorization).toBe("Bearer token-of-the-cli");
    await expect(get(here.client({ "intune:useCli": "false" }))).rejects.toThrow(
      /Could not sign in with DefaultAzureCredential.*intune:useCli.*\n.*"az login".*ARM_CLIENT_SECRET/s,
    );
  });

  /** A stand-in for the Azure CLI, which writes down what it was asked. Not for Windows. */
  async function azureCli(): Promise<string> {
    const folder = await newFolder();
    const asked = join(folder, "az.args");
    const answer = JSON.stringify({
      accessToken: "token-of-the-cli",
      expiresOn: "2099-01-01 00:00:00.000000",
      expires_on: 4_070_908_800,
    });
    const az = await fileWith("az", `#!/bin/sh\necho "$@" > '${asked}'\necho '${answer}'\n`, folder);
    await chmod(az, 0o755);
    vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    return asked;
  }

  test.skipIf(isWindows)("the Azure CLI", async () => {
    const here = await world();
    const asked = await azureCli();
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
