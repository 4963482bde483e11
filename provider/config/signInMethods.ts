import type { SignInMethod } from "../graph";
import type { SettingName } from "./settingRows";

/** A way to sign in, and which settings ask for it. */
interface MethodRow {
  readonly method: SignInMethod;
  /** In words, for messages. */
  readonly words: string;
  /** The settings that ask for it; a switch does when it is true. */
  readonly askedBy: readonly SettingName[];
  /** A switch that rules it out when it is false, and makes it as explicit as itself when it is true. */
  readonly switch?: SettingName;
}

/**
 * The ways to sign in that a configuration can ask for. Of those that are asked for, the one with the most
 * explicit setting counts, and the first here among equals: the order is that of the azuread provider.
 *
 * @internal
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
  { method: "githubActions", words: "a federated token of GitHub Actions", askedBy: ["useOidc"] },
  { method: "workloadIdentity", words: "workload identity", askedBy: ["useAksWorkloadIdentity"] },
  { method: "managedIdentity", words: "managed identity", askedBy: ["useMsi"] },
  { method: "azureCli", words: "the Azure CLI", askedBy: ["useCli"] },
];
