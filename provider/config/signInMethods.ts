import type { SignInMethod } from "../graph";
import type { SettingReader } from "./settingReader";
import type { SettingName } from "./settingRows";

/** A way to sign in, and the settings that select it. */
interface MethodRow {
  readonly method: SignInMethod;
  /** In words, for messages. */
  readonly words: string;
  /** The settings that select it. A switch selects it if it is true. */
  readonly askedBy: readonly SettingName[];
  /** A switch. If it is false, it rules this way out. If it is true, it makes this way as explicit as itself. */
  readonly switch?: SettingName;
  /** If a setting can select several ways: whether it selects this one. */
  readonly when?: (reader: SettingReader) => boolean;
}

/**
 * The ways to sign in that a configuration can select. If it selects several, the one with the most explicit setting
 * applies. If they are equally explicit, the first one here applies, in the order of the azuread provider.
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
    // AKS puts the file with a federated token into the pod. A pod has no endpoint that issues tokens.
    when: (reader) =>
      reader.find("oidcRequestUrl") === undefined && reader.find("oidcTokenFilePath") !== undefined,
  },
  { method: "githubActions", words: "a federated token of GitHub Actions", askedBy: ["useOidc"] },
  { method: "workloadIdentity", words: "workload identity", askedBy: ["useAksWorkloadIdentity"] },
  { method: "managedIdentity", words: "managed identity", askedBy: ["useMsi"] },
  { method: "azureCli", words: "the Azure CLI", askedBy: ["useCli"] },
];
