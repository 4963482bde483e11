import type { SignInMethod } from "../graph";
import type { SettingReader } from "./settingReader";
import type { SettingName } from "./settingRows";

/** A way to sign in, and the settings that ask for it. */
interface MethodRow {
  readonly method: SignInMethod;
  /** In words, for messages. */
  readonly words: string;
  /** The settings that ask for it. A switch asks when it is true. */
  readonly askedBy: readonly SettingName[];
  /** A switch that rules it out when it is false, and makes it as explicit as itself when it is true. */
  readonly switch?: SettingName;
  /** Where the same setting may mean several ways: whether it means this one here. */
  readonly when?: (reader: SettingReader) => boolean;
}

/**
 * The ways to sign in that a configuration can ask for. Of those that are asked for, the one with the most
 * explicit setting counts. Among equals the first one here counts, in the order of the azuread provider.
 */
export const methodRows: readonly MethodRow[] = [
  { method: "accessToken", words: "an access token", askedBy: ["accessToken"] },
  {
    method: "clientCertificate",
    words: "a client certificate",
    askedBy: ["clientCertificate", "clientCertificatePath"],
  },
  { method: "clientSecret", words: "a client secret", askedBy: ["clientSecret", "clientSecretFilePath"] },
  {
    method: "azurePipelines",
    words: "an Azure DevOps service connection",
    askedBy: ["adoPipelineServiceConnectionId"],
    switch: "useOidc",
  },
  {
    method: "oidcToken",
    words: "a federated token",
    askedBy: ["oidcToken", "oidcTokenFilePath"],
    switch: "useOidc",
  },
  {
    method: "azurePipelines",
    words: "an Azure DevOps service connection",
    askedBy: ["useOidc"],
    when: (reader) => reader.find("oidcRequestUrl")?.source === "SYSTEM_OIDCREQUESTURI",
  },
  {
    method: "workloadIdentity",
    words: "workload identity",
    askedBy: ["useOidc"],
    // The file of a federated token that AKS puts into a pod. A pod has nothing that gives out tokens.
    when: (reader) =>
      reader.find("oidcRequestUrl") === undefined && reader.find("oidcTokenFilePath") !== undefined,
  },
  { method: "githubActions", words: "a federated token of GitHub Actions", askedBy: ["useOidc"] },
  { method: "workloadIdentity", words: "workload identity", askedBy: ["useAksWorkloadIdentity"] },
  { method: "managedIdentity", words: "managed identity", askedBy: ["useMsi"] },
  { method: "azureCli", words: "the Azure CLI", askedBy: ["useCli"] },
];
