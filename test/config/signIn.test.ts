import { describe, expect, test } from "vitest";
import { ConfigurationError, readSettings } from "../../provider/config";
import type { SignIn } from "../../provider/graph";

type Values = Record<string, string>;

function signInOf(config: Values, env: Values = {}): SignIn {
  const keys = Object.fromEntries(Object.entries(config).map(([key, value]) => [`intune:${key}`, value]));
  return readSettings((key) => keys[key], env).graph.signIn;
}

function problemsOf(config: Values, env: Values = {}): string[] {
  try {
    signInOf(config, env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ setting, message }) => `${setting}: ${message}`);
  }
  return [];
}

const arm = { ARM_TENANT_ID: "arm.example", ARM_CLIENT_ID: "arm-client" };
const azure = { AZURE_TENANT_ID: "azure.example", AZURE_CLIENT_ID: "azure-client" };
const own = { tenantId: "own.example", clientId: "own-client" };

describe("the configuration goes before ARM_*, and that before AZURE_*", () => {
  test.each<[string, Values, Values, object]>([
    [
      "a secret of the configuration",
      { ...own, clientSecret: "s" },
      { ...arm, ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: "t", INTUNE_ACCESS_TOKEN: "a" },
      { method: "clientSecret", tenantId: "own.example", clientId: "own-client", clientSecret: "s" },
    ],
    [
      "OIDC of the configuration, with the rest from ARM_*",
      { useOidc: "true" },
      { ...arm, ARM_CLIENT_SECRET: "s", ARM_OIDC_TOKEN: "t" },
      { method: "oidcToken", tenantId: "arm.example", clientId: "arm-client", token: "t" },
    ],
    [
      "a secret of ARM_*",
      {},
      { ...arm, ...azure, ARM_CLIENT_SECRET: "s", AZURE_CLIENT_SECRET: "z" },
      {
        method: "clientSecret",
        source: "ARM_CLIENT_SECRET, ARM_TENANT_ID, ARM_CLIENT_ID",
        clientSecret: "s",
      },
    ],
    [
      "a token of this provider's own variable",
      {},
      { ...arm, ARM_CLIENT_SECRET: "s", INTUNE_ACCESS_TOKEN: "a" },
      { method: "accessToken", accessToken: "a", source: "INTUNE_ACCESS_TOKEN" },
    ],
    [
      "managed identity, user-assigned by AZURE_CLIENT_ID",
      { useMsi: "true" },
      azure,
      { method: "managedIdentity", clientId: "azure-client" },
    ],
    [
      "AZURE_*, which DefaultAzureCredential reads",
      {},
      { ...azure, AZURE_CLIENT_SECRET: "z" },
      { method: "default", tenantId: "azure.example" },
    ],
    [
      "the Azure CLI in one tenant",
      { useCli: "true", tenantId: "own.example" },
      {},
      { method: "azureCli", tenantId: "own.example" },
    ],
    ["nothing but a tenant", { tenantId: "own.example" }, {}, { method: "default", tenantId: "own.example" }],
  ])("%s", (_name, config, env, expected) => {
    expect(signInOf(config, env)).toMatchObject(expected);
  });
});

describe("what asks for no sign-in", () => {
  test("the variables that every job of GitHub Actions has", () => {
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t",
    };
    expect(signInOf({}, env).method).toBe("default");
  });

  test("a switch that is false", () => {
    const config = { useOidc: "false", useMsi: "false", useCli: "false" };
    expect(signInOf(config, { ARM_OIDC_TOKEN: "t" }).method).toBe("default");
  });

  test("the file of a federated token that AKS puts into every pod", () => {
    expect(signInOf({}, { ...azure, AZURE_FEDERATED_TOKEN_FILE: "/var/run/token" }).method).toBe("default");
  });
});

describe("half a configuration says which piece is missing:", () => {
  test.each<[string, Values, Values, string[]]>([
    [
      "a secret without a tenant",
      { clientId: "c", clientSecret: "s" },
      {},
      [
        "intune:tenantId: is missing: signing in with a client secret (intune:clientSecret) needs it. Set one of intune:tenantId, ARM_TENANT_ID, AZURE_TENANT_ID.",
      ],
    ],
    [
      "a secret alone",
      {},
      { ARM_CLIENT_SECRET: "s" },
      [
        "intune:tenantId: is missing: signing in with a client secret (ARM_CLIENT_SECRET) needs it.",
        "intune:clientId: is missing: signing in with a client secret (ARM_CLIENT_SECRET) needs it.",
      ],
    ],
    [
      "OIDC outside of a job",
      own,
      { ARM_USE_OIDC: "true" },
      ["intune:oidcRequestUrl: is missing", "intune:oidcRequestToken: is missing"],
    ],
    [
      "an application that has nothing to sign in with",
      own,
      {},
      ["intune:clientId: names an application, but nothing says how it signs in."],
    ],
    [
      "workload identity outside of a pod",
      { ...own, useAksWorkloadIdentity: "true" },
      {},
      ["intune:oidcTokenFilePath: is missing"],
    ],
    [
      "AZURE_* without a tenant",
      {},
      { AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "s" },
      ["AZURE_TENANT_ID: is missing: signing in with AZURE_CLIENT_SECRET needs it."],
    ],
  ])("%s", (_name, config, env, expected) => {
    const problems = problemsOf(config, env);
    expect(problems).toHaveLength(expected.length);
    for (const [n, start] of expected.entries()) expect(problems[n]).toContain(start);
  });

  test("but not where DefaultAzureCredential is told to pass AZURE_* over", () => {
    const env = { AZURE_CLIENT_SECRET: "s", AZURE_TOKEN_CREDENTIALS: "dev" };
    expect(problemsOf({}, env)).toEqual([]);
  });
});

test("a file counts where it is more explicit than the value", () => {
  const config = { ...own, clientSecretFilePath: "/run/secret" };
  expect(signInOf(config, { ARM_CLIENT_SECRET: "s" })).toMatchObject({
    clientSecret: { path: "/run/secret" },
  });
  expect(signInOf({ ...config, clientSecret: "s" })).toMatchObject({ clientSecret: "s" });
});
