/** A value in the configuration, or in a file that is read when it is needed. */
export type Text = string | { readonly path: string };

/** A service principal: an application in a tenant. */
interface Principal {
  readonly tenantId: string;
  readonly clientId: Text;
}

/** Where to get a federated assertion: a CI system's own address and token. */
export interface AssertionRequest {
  readonly url: string;
  readonly token: string;
}

/** The ways to an access token, one row each. */
interface Methods {
  /** A token obtained elsewhere. It cannot be renewed. */
  accessToken: { readonly accessToken: string };
  clientSecret: Principal & { readonly clientSecret: Text };
  /** PEM with certificate and key, or PFX (PKCS #12). */
  clientCertificate: Principal & {
    readonly certificate: { readonly path: string } | { readonly base64: string };
    readonly password?: string;
  };
  /** A federated token. A file is read again for each sign-in, since the token is rotated there. */
  oidcToken: Principal & { readonly token: Text };
  /** A federated token of GitHub Actions, asked for at each sign-in. */
  githubActions: Principal & { readonly request: AssertionRequest };
  /** A federated token of an Azure DevOps service connection, asked for at each sign-in. */
  azurePipelines: Principal & { readonly request: AssertionRequest; readonly serviceConnectionId: string };
  workloadIdentity: Principal & { readonly tokenFilePath: string };
  /** System-assigned without `clientId`. */
  managedIdentity: {
    readonly clientId?: Text;
    /** An address that issues the tokens, instead of the machine's own. */
    readonly endpoint?: string;
  };
  azureCli: { readonly tenantId?: string };
  /** `DefaultAzureCredential`: `AZURE_*`, workload and managed identity, the tools of a developer. */
  default: { readonly tenantId?: string; readonly excluded?: readonly DefaultMethod[] };
}

/** The ways that `DefaultAzureCredential` can be told to leave out. */
export type DefaultMethod = "workloadIdentity" | "managedIdentity" | "azureCli";

/** The names of the ways to an access token. */
export type SignInMethod = keyof Methods;

/** The methods in words, for messages: "Could not sign in with …". */
export const methodWords: { readonly [M in SignInMethod]: string } = {
  accessToken: "an access token",
  clientSecret: "a client secret",
  clientCertificate: "a client certificate",
  oidcToken: "a federated token (OIDC)",
  githubActions: "a federated token of GitHub Actions (OIDC)",
  azurePipelines: "an Azure DevOps service connection (OIDC)",
  workloadIdentity: "workload identity (AKS)",
  managedIdentity: "managed identity",
  azureCli: "the Azure CLI",
  default: "DefaultAzureCredential",
};

/** What is needed to sign in by one method. */
export type SignInBy<M extends SignInMethod> = Methods[M] & {
  readonly method: M;
  /** The keys and variables that the values came from, for messages. */
  readonly source: string;
};

/** How to get an access token. */
export type SignIn = { [M in SignInMethod]: SignInBy<M> }[SignInMethod];
