import { readFile } from "node:fs/promises";
import type { TokenCredential } from "@azure/identity";
import type { Authority } from "../options";
import type { Redactor } from "../redact";
import { azurePipelinesAssertion, githubActionsAssertion } from "./assertion";
import { readCertificate } from "./certificate";
import type { IdentityTraffic } from "./identityTraffic";
import { managedIdentityAt } from "./managedIdentity";
import type { DefaultMethod, SignInBy, SignInMethod, Text } from "./signIn";
import type { TokenEndpoint } from "./tokenEndpoint";

/** What every method needs. */
export interface CredentialContext {
  readonly identity: typeof import("@azure/identity", { with: { "resolution-mode": "import" }});
  readonly authority: Authority;
  readonly tokenEndpoint: TokenEndpoint;
  /** Sees what the identity service answers. */
  readonly traffic: IdentityTraffic;
  /** Receives the secrets that are read from files. */
  readonly redactor: Redactor;
}

/** The methods with a credential of `@azure/identity`: all but an existing token. */
export type CredentialMethod = Exclude<SignInMethod, "accessToken">;

type MakeCredential<M extends SignInMethod> = (
  signIn: SignInBy<M>,
  context: CredentialContext,
) => TokenCredential | Promise<TokenCredential>;

/** The value of a setting that may be in a file. The file is read each time. */
async function readText(text: Text): Promise<string> {
  if (typeof text === "string") return text;
  const value = (await readFile(text.path, "utf8")).trim();
  if (value === "") throw new Error(`the file ${text.path} is empty`);
  return value;
}

/** The options that tell a credential of `@azure/identity` where to get its token. */
function at({ authority, traffic }: CredentialContext) {
  return {
    authorityHost: authority.host,
    disableInstanceDiscovery: !authority.instanceDiscovery,
    additionalPolicies: [traffic.policy],
  };
}

async function readSecret(secret: Text, { redactor }: CredentialContext): Promise<string> {
  const text = await readText(secret);
  redactor.add(text);
  return text;
}

async function federated(
  { tenantId, clientId }: Pick<SignInBy<"oidcToken">, "tenantId" | "clientId">,
  context: CredentialContext,
  assertion: () => Promise<string>,
): Promise<TokenCredential> {
  const { ClientAssertionCredential } = context.identity;
  return new ClientAssertionCredential(tenantId, await readText(clientId), assertion, at(context));
}

async function optional<K extends string>(key: K, value: string | { path: string } | undefined) {
  return (value === undefined ? {} : { [key]: await readText(value) }) as { [P in K]?: string };
}

/** Removes methods from the chain of `DefaultAzureCredential`, which has no option for this. */
function without(
  excluded: readonly DefaultMethod[],
  chain: TokenCredential,
  { identity }: CredentialContext,
): TokenCredential {
  if (excluded.length === 0) return chain;
  const classes = {
    workloadIdentity: identity.WorkloadIdentityCredential,
    managedIdentity: identity.ManagedIdentityCredential,
    azureCli: identity.AzureCliCredential,
  };
  const { _sources: sources } = chain as { _sources?: TokenCredential[] };
  if (!Array.isArray(sources)) throw new Error("this version of @azure/identity does not say what it tries");
  return new identity.ChainedTokenCredential(
    ...sources.filter((source) => !excluded.some((method) => source instanceof classes[method])),
  );
}

/** Makes the credential of each method. */
export const makeCredential: { readonly [M in CredentialMethod]: MakeCredential<M> } = {
  clientSecret: async ({ tenantId, clientId, clientSecret }, context) =>
    new context.identity.ClientSecretCredential(
      tenantId,
      await readText(clientId),
      await readSecret(clientSecret, context),
      at(context),
    ),
  clientCertificate: async (signIn, context) => {
    const configuration = {
      certificate: await readCertificate(signIn),
      ...(signIn.password === undefined ? {} : { certificatePassword: signIn.password }),
    };
    const { ClientCertificateCredential } = context.identity;
    const clientId = await readText(signIn.clientId);
    return new ClientCertificateCredential(signIn.tenantId, clientId, configuration, at(context));
  },
  oidcToken: (signIn, context) => federated(signIn, context, () => readSecret(signIn.token, context)),
  githubActions: (signIn, context) =>
    federated(signIn, context, () =>
      githubActionsAssertion(context.tokenEndpoint, signIn.request, context.authority.federatedAudience),
    ),
  azurePipelines: (signIn, context) =>
    federated(signIn, context, () =>
      azurePipelinesAssertion(context.tokenEndpoint, signIn.request, signIn.serviceConnectionId),
    ),
  workloadIdentity: async ({ tenantId, clientId, tokenFilePath }, context) =>
    new context.identity.WorkloadIdentityCredential({
      tenantId,
      clientId: await readText(clientId),
      tokenFilePath,
      ...at(context),
    }),
  managedIdentity: async ({ clientId, endpoint }, { identity, tokenEndpoint }) => {
    const options = await optional("clientId", clientId);
    return endpoint === undefined
      ? new identity.ManagedIdentityCredential(options)
      : managedIdentityAt(endpoint, options.clientId, tokenEndpoint);
  },
  azureCli: async ({ tenantId }, { identity }) =>
    new identity.AzureCliCredential(await optional("tenantId", tenantId)),
  default: async ({ tenantId, excluded = [] }, context) => {
    const options = { ...(await optional("tenantId", tenantId)), ...at(context) };
    return without(excluded, new context.identity.DefaultAzureCredential(options), context);
  },
};
