import type { SignInMethod } from "../graph";
import type { SettingReader } from "./settingReader";
import type { SettingName } from "./settingRows";

/** A way to sign in, and the settings that select it. */
interface MethodRow {
  readonly method: SignInMethod;
  /** The settings that select it. A switch selects it if it is true. */
  readonly askedBy: readonly SettingName[];
  /** A switch. If it is false, it rules this way out. If it is true, it makes this way as explicit as itself. */
  readonly switch?: SettingName;
  /** If a setting can select several ways: whether it selects this one. */
  readonly when?: (reader: SettingReader) => boolean;
}

/**
 * The ways to sign in that a configuration can select. If it selects several, the one with the most explicit setting
 * applies. If they are equally explicit, the first one here applies. The order is that of the azuread provider, but a
 * service connection of Azure DevOps comes before a token, because somebody named it.
 */
export const methodRows: readonly MethodRow[] = [
  { method: "accessToken", askedBy: ["accessToken"] },
  {
    method: "clientCertificate",
    askedBy: ["clientCertificate", "clientCertificatePath"],
  },
  { method: "clientSecret", askedBy: ["clientSecret", "clientSecretFilePath"] },
  {
    method: "azurePipelines",
    askedBy: ["adoPipelineServiceConnectionId"],
    switch: "useOidc",
  },
  {
    method: "oidcToken",
    askedBy: ["oidcToken", "oidcTokenFilePath"],
    switch: "useOidc",
  },
  {
    method: "azurePipelines",
    askedBy: ["useOidc"],
    when: (reader) => reader.find("oidcRequestUrl")?.source === "SYSTEM_OIDCREQUESTURI",
  },
  {
    method: "workloadIdentity",
    askedBy: ["useOidc"],
    // AKS puts the file with a federated token into the pod. A pod has no endpoint that issues tokens.
    when: (reader) =>
      reader.find("oidcRequestUrl") === undefined && reader.find("oidcTokenFilePath") !== undefined,
  },
  { method: "githubActions", askedBy: ["useOidc"] },
  { method: "workloadIdentity", askedBy: ["useAksWorkloadIdentity"] },
  { method: "managedIdentity", askedBy: ["useMsi"] },
  { method: "azureCli", askedBy: ["useCli"] },
];
