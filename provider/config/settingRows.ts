import { type Cloud, clouds, findCloud } from "../graph";
import {
  boolean,
  duration,
  endpoint,
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

/** One setting: a key of the `intune` namespace, and the variables that are asked where it is not set. */
export interface SettingRow<T> {
  /** The environment variables, in the order in which they are asked. */
  readonly env: readonly string[];
  readonly parser: Parser<T>;
  /** What it is for, and what holds where it is not set. */
  readonly purpose: string;
  /** Its value is never shown. */
  readonly secret?: true;
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
  environment: row(
    cloud,
    ["ARM_ENVIRONMENT", "AZURE_ENVIRONMENT"],
    "The cloud. Default: the one of graphEndpoint, else public.",
  ),
  graphEndpoint: row(
    endpoint,
    ["INTUNE_GRAPH_ENDPOINT"],
    "The root of Microsoft Graph. Default: that of the cloud. A token that is signed in for is for this host only.",
  ),
  authorityHost: row(
    httpsOrigin,
    ["AZURE_AUTHORITY_HOST"],
    "The identity service. Default: that of the cloud.",
  ),

  accessToken: secret(
    visible,
    ["INTUNE_ACCESS_TOKEN"],
    "An access token for Graph that was had elsewhere. It can not be renewed.",
  ),
  tenantId: row(tenant, ["ARM_TENANT_ID", "AZURE_TENANT_ID"], "The tenant."),
  clientId: row(
    text,
    ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"],
    "The application, or the user-assigned identity.",
  ),
  clientIdFilePath: row(path, ["ARM_CLIENT_ID_FILE_PATH"], "A file that holds the client id."),
  clientCertificate: secret(
    text,
    ["ARM_CLIENT_CERTIFICATE"],
    "Certificate and key, PFX or PEM, in base64. Signs in with the certificate.",
  ),
  clientCertificatePath: row(
    path,
    ["ARM_CLIENT_CERTIFICATE_PATH"],
    "A PFX or PEM file. Signs in with the certificate.",
  ),
  clientCertificatePassword: secret(
    text,
    ["ARM_CLIENT_CERTIFICATE_PASSWORD"],
    "The password of the certificate's key.",
  ),
  clientSecret: secret(text, ["ARM_CLIENT_SECRET"], "Signs in with the secret."),
  clientSecretFilePath: row(
    path,
    ["ARM_CLIENT_SECRET_FILE_PATH"],
    "A file that holds the secret. Signs in with it.",
  ),
  useOidc: row(
    boolean,
    ["ARM_USE_OIDC"],
    "true: signs in with a federated token. false: never does. Default: does where oidcToken, oidcTokenFilePath or adoPipelineServiceConnectionId is set.",
  ),
  oidcToken: secret(visible, ["ARM_OIDC_TOKEN"], "A federated token."),
  oidcTokenFilePath: row(
    path,
    ["ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE"],
    "A file that holds a federated token; it is read at each sign-in.",
  ),
  oidcRequestUrl: row(
    tokenAddress,
    ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL", "SYSTEM_OIDCREQUESTURI"],
    "Where GitHub Actions or Azure DevOps gives a federated token.",
  ),
  oidcRequestToken: secret(
    visible,
    ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "SYSTEM_ACCESSTOKEN"],
    "The CI job's own token, with which it asks for a federated one.",
  ),
  adoPipelineServiceConnectionId: row(
    text,
    ["ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"],
    "An Azure DevOps service connection. Signs in with its federated token.",
  ),
  useAksWorkloadIdentity: row(
    boolean,
    ["ARM_USE_AKS_WORKLOAD_IDENTITY"],
    "true: signs in with the workload identity of the pod, whose token is in oidcTokenFilePath.",
  ),
  useMsi: row(
    boolean,
    ["ARM_USE_MSI"],
    "true: signs in with the managed identity of the machine, the user-assigned one if clientId is set.",
  ),
  useCli: row(boolean, ["ARM_USE_CLI"], "true: signs in as the Azure CLI has, and in no other way."),

  writeRoute: row(
    oneOf("auto", "documented", "assign"),
    ["INTUNE_WRITE_ROUTE"],
    "How single assignments are written. Default: auto, the documented verbs unless the service refuses them.",
  ),
  settleSeconds: row(
    seconds,
    ["INTUNE_SETTLE_SECONDS"],
    "How long after a write it is confirmed again, for policies that several stacks share. Default: 0, not again.",
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
    "At most so many requests in any 20 seconds. Microsoft's limit is 100 writes. Default: no limit; Graph's own throttling is obeyed anyway.",
  ),
  paceWindow: row(
    duration,
    ["INTUNE_PACE_WINDOW"],
    "The window of requestsPer20s, for emulators that have a shorter one. Default: 20s.",
  ),
  retryPause: row(
    duration,
    ["INTUNE_RETRY_PAUSE"],
    "The first pause after a throttled request where Graph names none; it doubles up to 60s. Default: 3s.",
  ),
} as const satisfies Record<string, SettingRow<unknown>>;

/** The names of the settings, without the namespace. */
export type SettingName = keyof typeof settingRows;

/** The value of a setting. */
export type SettingValue<N extends SettingName> =
  (typeof settingRows)[N] extends SettingRow<infer T> ? T : never;
