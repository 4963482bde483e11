import { parseJson } from "../json";
import type { AssertionRequest } from "./signIn";
import type { TokenEndpoint } from "./tokenEndpoint";

/**
 * Asks GitHub Actions for a federated token.
 * Source: https://docs.github.com/actions/reference/security/oidc
 */
export async function githubActionsAssertion(
  endpoint: TokenEndpoint,
  request: AssertionRequest,
  audience: string,
): Promise<string> {
  const url = new URL(request.url);
  url.searchParams.set("audience", audience);
  return ask(endpoint, "GET", url, request.token, "value");
}

/**
 * Asks Azure DevOps for a federated token of a service connection. The class of `@azure/identity` for this
 * takes the address from the environment only, not from a stack's configuration.
 * Source: https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create
 */
export async function azurePipelinesAssertion(
  endpoint: TokenEndpoint,
  request: AssertionRequest,
  serviceConnectionId: string,
): Promise<string> {
  const url = new URL(request.url);
  if (!url.searchParams.has("api-version")) url.searchParams.set("api-version", "7.1");
  url.searchParams.set("serviceConnectionId", serviceConnectionId);
  return ask(endpoint, "POST", url, request.token, "oidcToken");
}

async function ask(
  endpoint: TokenEndpoint,
  method: "GET" | "POST",
  url: URL,
  token: string,
  property: string,
): Promise<string> {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/json",
    // Without it Azure DevOps answers a bad token with the page of an interactive sign-in.
    "x-tfs-fedauthredirect": "Suppress",
  };
  const text = await endpoint.ask({ method, url, headers, what: "a federated token" });
  const assertion = readProperty(text, property);
  if (assertion === undefined) {
    throw new Error(`the answer of ${method} ${url.origin}${url.pathname} has no text "${property}"`);
  }
  return assertion;
}

function readProperty(json: string | undefined, property: string): string | undefined {
  const value: unknown = Object(parseJson(json ?? ""))[property];
  return typeof value === "string" && value !== "" ? value : undefined;
}
