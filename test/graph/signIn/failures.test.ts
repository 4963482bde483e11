import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { SignInError } from "../../../provider/graph";
import { makeClientCertificate, pfxOf } from "../support/certificates";
import { rejection } from "../support/client";
import { clientId, tenantId } from "../support/identity";
import { json, serve } from "../support/service";
import { expectSignedIn, fileWith, get, newFolder, principal, world } from "../support/world";

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
    const folder = await newFolder();
    const file = join(folder, "late");
    const client = here.client({ ...principal, "intune:clientSecretFilePath": file });
    expect(await rejection(get(client))).toBeInstanceOf(SignInError);
    await fileWith("late", "s3cret-of-the-file", folder);
    await get(client);
    expectSignedIn(here);
  });
});
