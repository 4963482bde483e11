import { type Cloud, clouds, findCloud } from "../graph";
import {
  boolean,
  duration,
  endpoint,
  httpAddress,
  httpsOrigin,
  oneOf,
  type Parser,
  path,
  seconds,
  tenant,
  text,
  tokenAddress,
  visible,
  wholeNumber,
} from "./parsers";

/** One setting: a key of the `intune` namespace, and the environment variables that apply if it is not set. */
export interface SettingRow<T> {
  /** The environment variables. The first one that is set applies. */
  readonly env: readonly string[];
  readonly parser: Parser<T>;
  /** The purpose and the default. */
  readonly purpose: string;
  /** Its value is never shown. */
  readonly secret?: true;
  /** A variable that other programs use, too. A value that only they accept is not an error. */
  readonly ambiguous?: string;
}

function row<T>(parser: Parser<T>, env: readonly string[], purpose: string): SettingRow<T> {
  return { parser, env, purpose };
}

function secret<T>(parser: Parser<T>, env: readonly string[], purpose: string): SettingRow<T> {
  return { parser, env, purpose, secret: true };
}

const cloud: Parser<Cloud> = {
  accepted: clouds.flatMap(({ name, aliases }) => [name, ...aliases]).join(", "),
  parse: findCloud,
};

/**
 * Every setting. Those for signing in have the names that `@pulumi/azuread` has for them.
 * Source: https://www.pulumi.com/registry/packages/azuread/api-docs/provider/
 */
export const settingRows = {
  environment: {
    ...row(
      cloud,
      ["ARM_ENVIRONMENT", "AZURE_ENVIRONMENT"],
      "The cloud: public, usgovernmentl4, usgovernmentl5 or china. Default: that of graphEndpoint, else public.",
    ),
    // Programs also use it for a name such as "production".
    ambiguous: "AZURE_ENVIRONMENT",
  },
  graphEndpoint: row(
    endpoint,
    ["INTUNE_GRAPH_ENDPOINT"],
    "The root of Microsoft Graph. Default: that of the cloud. A token is requested for this host only.",
  ),
  authorityHost: row(
    httpsOrigin,
    ["AZURE_AUTHORITY_HOST"],
    "The identity service. Default: that of the cloud.",
  ),

  accessToken: secret(
    visible,
    ["INTUNE_ACCESS_TOKEN"],
    "An access token for Graph obtained elsewhere. It cannot be renewed.",
  ),
  tenantId: row(tenant, ["ARM_TENANT_ID", "AZURE_TENANT_ID"], "The tenant, by its id or a domain name."),
  clientId: row(
    text,
    ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"],
    "The application, or the user-assigned identity.",
  ),
  clientIdFilePath: row(path, ["ARM_CLIENT_ID_FILE_PATH"], "A file that holds the client id."),
  clientCertificate: secret(
    text,
    ["ARM_CLIENT_CERTIFICATE"],
    "The certificate and its key, PFX or PEM, in base64. Signs in with the certificate.",
  ),
  clientCertificatePath: row(
    path,
    ["ARM_CLIENT_CERTIFICATE_PATH"],
    "A PFX or PEM file with the certificate and its key. Signs in with the certificate.",
  ),
  clientCertificatePassword: secret(
    text,
    ["ARM_CLIENT_CERTIFICATE_PASSWORD"],
    "The password of the certificate's key.",
  ),
  clientSecret: secret(text, ["ARM_CLIENT_SECRET"], "The client secret. Signs in with it."),
  clientSecretFilePath: row(
    path,
    ["ARM_CLIENT_SECRET_FILE_PATH"],
    "A file that holds the client secret. Signs in with it.",
  ),
  useOidc: row(
    boolean,
    ["ARM_USE_OIDC"],
    "true: sign in with a federated token. false: ignore oidcToken, oidcTokenFilePath and adoPipelineServiceConnectionId. Default: true if one of those three is set.",
  ),
  oidcToken: secret(visible, ["ARM_OIDC_TOKEN"], "A federated token."),
  oidcTokenFilePath: row(
    path,
    ["ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE"],
    "A file that holds a federated token. It is read at each sign-in.",
  ),
  oidcRequestUrl: row(
    tokenAddress,
    ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL", "SYSTEM_OIDCREQUESTURI"],
    "The address at which GitHub Actions or Azure DevOps issues a federated token.",
  ),
  oidcRequestToken: secret(
    visible,
    ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "SYSTEM_ACCESSTOKEN"],
    "The token of the CI job, which it exchanges for a federated token.",
  ),
  adoPipelineServiceConnectionId: row(
    text,
    ["ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"],
    "An Azure DevOps service connection. Signs in with its federated token.",
  ),
  useAksWorkloadIdentity: row(
    boolean,
    ["ARM_USE_AKS_WORKLOAD_IDENTITY"],
    "true: sign in with the workload identity of the pod, whose token is in oidcTokenFilePath. false: never.",
  ),
  useMsi: row(
    boolean,
    ["ARM_USE_MSI"],
    "true: sign in with the managed identity of the machine. Set clientId for a user-assigned one. false: never.",
  ),
  msiEndpoint: row(
    httpAddress,
    ["ARM_MSI_ENDPOINT"],
    "A custom endpoint for managed identity. Default: the one of the machine.",
  ),
  useCli: row(
    boolean,
    ["ARM_USE_CLI"],
    "true: sign in with the account of the Azure CLI, and in no other way. false: never.",
  ),

  writeRoute: row(
    oneOf("auto", "documented", "assign"),
    ["INTUNE_WRITE_ROUTE"],
    "How single assignments are written. Default: auto, which uses the documented verbs unless the service refuses them.",
  ),
  settleSeconds: row(
    seconds,
    ["INTUNE_SETTLE_SECONDS"],
    "Check each write again after this many seconds, and repeat it if it is lost. Set it if several stacks assign the same policies. At most half of operationTimeout. Default: 0, no second check.",
  ),
  operationTimeout: row(
    duration,
    ["INTUNE_OPERATION_TIMEOUT"],
    "How long the create, read, update or delete of one resource may take. Default: 10m.",
  ),
  requestTimeout: row(
    duration,
    ["INTUNE_REQUEST_TIMEOUT"],
    "How long one request to Graph may take. Default: 100s.",
  ),
  requestsPer20s: row(
    wholeNumber(1),
    ["INTUNE_REQUESTS_PER_20S"],
    "The most requests in any 20 seconds. Microsoft's limit is 100 writes. Default: no limit beyond Graph's own throttling.",
  ),
  retryPause: row(
    duration,
    ["INTUNE_RETRY_PAUSE"],
    "The first pause after a throttled request, if Graph's answer names no pause. It doubles up to 60s. Default: 3s.",
  ),
} as const satisfies Record<string, SettingRow<unknown>>;

/** The names of the settings, without the namespace. */
export type SettingName = keyof typeof settingRows;

/** The value of a setting. */
export type SettingValue<N extends SettingName> =
  (typeof settingRows)[N] extends SettingRow<infer T> ? T : never;
