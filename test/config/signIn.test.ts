import type { ProviderArgs as AzureadArgs } from "@pulumi/azuread";
import { describe, expect, expectTypeOf, test } from "vitest";
import { ConfigurationError, readSettings } from "../../provider/config";
import type { SettingName } from "../../provider/config/settingRows";
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
    return [...error.problems];
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
  test("ARM_CLIENT_ID beside az login", () => {
    expect(signInOf({}, arm)).toEqual({
      method: "default",
      source: "ARM_TENANT_ID, the environment",
      tenantId: "arm.example",
    });
  });

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
        "intune:tenantId: is missing. You need it to sign in with a client secret (intune:clientSecret). Set one of intune:tenantId, ARM_TENANT_ID, AZURE_TENANT_ID.",
      ],
    ],
    [
      "a secret alone",
      {},
      { ARM_CLIENT_SECRET: "s" },
      [
        "intune:tenantId: is missing. You need it to sign in with a client secret (ARM_CLIENT_SECRET).",
        "intune:clientId: is missing. You need it to sign in with a client secret (ARM_CLIENT_SECRET).",
      ],
    ],
    [
      "OIDC outside of a job",
      own,
      { ARM_USE_OIDC: "true" },
      [
        "SYSTEM_OIDCREQUESTURI. GitHub Actions sets it in a job with permissions: id-token: write.",
        "intune:oidcRequestToken: is missing",
      ],
    ],
    [
      "OIDC in a step of Azure DevOps that does not name the job's token",
      {},
      {
        ...arm,
        ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "c",
        SYSTEM_OIDCREQUESTURI: "https://vstoken.example/oidc",
      },
      [
        "SYSTEM_ACCESSTOKEN. Azure DevOps passes it to a step that has SYSTEM_ACCESSTOKEN: $(System.AccessToken) in its env.",
      ],
    ],
    [
      "OIDC in a job of Azure DevOps that names no service connection",
      {},
      {
        ...arm,
        ARM_USE_OIDC: "true",
        SYSTEM_OIDCREQUESTURI: "https://vstoken.example/oidc",
        SYSTEM_ACCESSTOKEN: "t",
      },
      [
        "intune:adoPipelineServiceConnectionId: is missing. You need it to sign in with an Azure DevOps service connection (OIDC) (ARM_USE_OIDC, ARM_TENANT_ID, ARM_CLIENT_ID, SYSTEM_OIDCREQUESTURI, SYSTEM_ACCESSTOKEN).",
      ],
    ],
    [
      "an application that has nothing to sign in with",
      own,
      {},
      ["intune:clientId: names an application, but no setting says how it signs in."],
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
      ["AZURE_TENANT_ID: is missing. You need it to sign in with AZURE_CLIENT_SECRET."],
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

describe("a setting of the stack beats one of the environment, for certificates too:", () => {
  test.each<[string, Values, Values, object]>([
    [
      "a file",
      { ...own, clientCertificatePath: "/run/own.pem" },
      { ARM_CLIENT_CERTIFICATE: "YXJt" },
      { path: "/run/own.pem" },
    ],
    [
      "a value",
      { ...own, clientCertificate: "b3du" },
      { ARM_CLIENT_CERTIFICATE_PATH: "/run/arm.pem" },
      { base64: "b3du" },
    ],
    [
      "the value of two that are equally explicit",
      { ...own },
      {
        ARM_CLIENT_CERTIFICATE: "YXJt",
        ARM_CLIENT_CERTIFICATE_PATH: "/run/arm.pem",
      },
      { base64: "YXJt" },
    ],
  ])("%s", (_name, config, env, certificate) => {
    expect(signInOf(config, env)).toMatchObject({ method: "clientCertificate", certificate });
  });
});

describe("a switch that is false excludes its way from DefaultAzureCredential:", () => {
  test.each<[Values, Values, string[], string]>([
    [{ useCli: "false" }, {}, ["azureCli"], "intune:useCli, the environment"],
    [{}, { ARM_USE_MSI: "false" }, ["managedIdentity"], "ARM_USE_MSI, the environment"],
    [
      { useMsi: "false", useCli: "false", useAksWorkloadIdentity: "false" },
      { ARM_USE_CLI: "true" },
      ["workloadIdentity", "managedIdentity", "azureCli"],
      "intune:useAksWorkloadIdentity, intune:useMsi, intune:useCli, the environment",
    ],
  ])("%j %j", (config, env, excluded, source) => {
    expect(signInOf(config, env)).toEqual({ method: "default", excluded, source });
  });
});

// What the azuread provider's guides describe, and what is chosen here.
// Sources: https://registry.terraform.io/providers/hashicorp/azuread/latest/docs and its guides,
// https://www.pulumi.com/registry/packages/azuread/installation-configuration/
describe("the documented cases of the azuread provider:", () => {
  const request = { ARM_OIDC_REQUEST_URL: "https://token.example", ARM_OIDC_REQUEST_TOKEN: "t" };
  const actions = {
    ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t",
  };
  const pipelines = { SYSTEM_OIDCREQUESTURI: "https://vstoken.example", SYSTEM_ACCESSTOKEN: "t" };
  const pod = { ...azure, AZURE_FEDERATED_TOKEN_FILE: "/var/run/token" };
  const oidc = { ...arm, ARM_USE_OIDC: "true" };
  test.each<[string, Values, SignIn["method"]]>([
    ["Azure CLI: nothing is set", {}, "default"],
    ["Azure CLI: with a tenant", { ARM_TENANT_ID: "t.example" }, "default"],
    ["Azure CLI: with ARM_CLIENT_ID beside it", { ...arm }, "default"],
    ["Azure CLI: by its switch", { ARM_USE_CLI: "true" }, "azureCli"],
    ["client certificate: a file", { ...arm, ARM_CLIENT_CERTIFICATE_PATH: "/c.pfx" }, "clientCertificate"],
    [
      "client certificate: a file and a password",
      { ...arm, ARM_CLIENT_CERTIFICATE_PATH: "/c.pfx", ARM_CLIENT_CERTIFICATE_PASSWORD: "p" },
      "clientCertificate",
    ],
    ["client certificate: base64", { ...arm, ARM_CLIENT_CERTIFICATE: "Yw==" }, "clientCertificate"],
    [
      "client certificate before secret",
      { ...arm, ARM_CLIENT_CERTIFICATE: "Yw==", ARM_CLIENT_SECRET: "s" },
      "clientCertificate",
    ],
    ["client secret", { ...arm, ARM_CLIENT_SECRET: "s" }, "clientSecret"],
    ["client secret: a file", { ...arm, ARM_CLIENT_SECRET_FILE_PATH: "/s" }, "clientSecret"],
    ["client secret before OIDC", { ...oidc, ...request, ARM_CLIENT_SECRET: "s" }, "clientSecret"],
    ["client secret: OIDC is off", { ...arm, ARM_CLIENT_SECRET: "s", ARM_USE_OIDC: "false" }, "clientSecret"],
    ["OIDC: a token", { ...oidc, ARM_OIDC_TOKEN: "t" }, "oidcToken"],
    ["OIDC: a file", { ...oidc, ARM_OIDC_TOKEN_FILE_PATH: "/t" }, "oidcToken"],
    ["OIDC: a token before what issues one", { ...oidc, ...request, ARM_OIDC_TOKEN: "t" }, "oidcToken"],
    ["OIDC: GitHub Actions", { ...oidc, ...actions }, "githubActions"],
    ["OIDC: an address and a token of its own", { ...oidc, ...request }, "githubActions"],
    [
      "OIDC: Azure DevOps",
      { ...oidc, ...pipelines, ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "c" },
      "azurePipelines",
    ],
    [
      "OIDC: Azure DevOps, the older variable",
      { ...oidc, ...pipelines, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "c" },
      "azurePipelines",
    ],
    ["OIDC: Azure DevOps with a token", { ...oidc, ...pipelines, ARM_OIDC_TOKEN: "t" }, "oidcToken"],
    ["workload identity (AKS)", { ...pod, ARM_USE_AKS_WORKLOAD_IDENTITY: "true" }, "workloadIdentity"],
    ["workload identity (AKS): by ARM_USE_OIDC", { ...pod, ARM_USE_OIDC: "true" }, "workloadIdentity"],
    ["managed identity", { ARM_USE_MSI: "true" }, "managedIdentity"],
    ["managed identity: user-assigned", { ...arm, ARM_USE_MSI: "true" }, "managedIdentity"],
    [
      "managed identity: a custom endpoint",
      { ARM_USE_MSI: "true", ARM_MSI_ENDPOINT: "http://169.254.169.254/metadata/identity/oauth2/token" },
      "managedIdentity",
    ],
    [
      "managed identity before the Azure CLI",
      { ARM_USE_MSI: "true", ARM_USE_CLI: "true" },
      "managedIdentity",
    ],
  ])("%s", (_name, env, method) => {
    expect(problemsOf({}, env)).toEqual([]);
    expect(signInOf({}, env).method).toBe(method);
  });

  test("every setting of azuread that says how to sign in has a setting of the same name", () => {
    type Missing = Exclude<keyof AzureadArgs, SettingName>;
    expectTypeOf<Missing>().toEqualTypeOf<"disableTerraformPartnerId" | "partnerId" | "metadataHost">();
  });
});

test("the custom endpoint of managed identity goes with the identity", () => {
  const endpoint = "http://169.254.169.254/metadata/identity/oauth2/token";
  expect(signInOf({ useMsi: "true", msiEndpoint: endpoint }, { AZURE_CLIENT_ID: "c" })).toMatchObject({
    method: "managedIdentity",
    endpoint,
    clientId: "c",
  });
  expect(problemsOf({ useMsi: "true", msiEndpoint: "169.254.169.254" })).toHaveLength(1);
});

test("a file counts where it is more explicit than the value", () => {
  const config = { ...own, clientSecretFilePath: "/run/secret" };
  expect(signInOf(config, { ARM_CLIENT_SECRET: "s" })).toMatchObject({
    clientSecret: { path: "/run/secret" },
  });
  expect(signInOf({ ...config, clientSecret: "s" })).toMatchObject({ clientSecret: "s" });
});
