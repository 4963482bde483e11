import type { Transport } from "../transport/transport";
import type { AssertionRequest } from "./signIn";

const timeoutMs = 30_000;

/**
 * Asks GitHub Actions for a federated token.
 * Source: https://docs.github.com/actions/reference/security/oidc
 */
export async function githubActionsAssertion(
  transport: Transport,
  request: AssertionRequest,
  audience: string,
): Promise<string> {
  const url = new URL(request.url);
  url.searchParams.set("audience", audience);
  return ask(transport, "GET", url, request.token, "value");
}

/**
 * Asks Azure DevOps for a federated token of a service connection. The class of `@azure/identity` for this
 * takes the address from the environment only, not from a stack's configuration.
 * Source: https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create
 */
export async function azurePipelinesAssertion(
  transport: Transport,
  request: AssertionRequest,
  serviceConnectionId: string,
): Promise<string> {
  const url = new URL(request.url);
  if (!url.searchParams.has("api-version")) url.searchParams.set("api-version", "7.1");
  url.searchParams.set("serviceConnectionId", serviceConnectionId);
  return ask(transport, "POST", url, request.token, "oidcToken");
}

async function ask(
  transport: Transport,
  method: "GET" | "POST",
  url: URL,
  token: string,
  property: string,
): Promise<string> {
  const answer = await transport.exchange({
    method,
    url,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/json",
      // Without it Azure DevOps answers a bad token with the page of an interactive sign-in.
      "x-tfs-fedauthredirect": "Suppress",
    },
    timeoutMs,
  });
  const where = `${method} ${url.origin}${url.pathname}`;
  if (answer.status !== 200) throw new Error(`${where} for a federated token was answered ${answer.status}`);
  const assertion = readProperty(answer.text, property);
  if (assertion === undefined) throw new Error(`the answer of ${where} has no text "${property}"`);
  return assertion;
}

function readProperty(json: string | undefined, property: string): string | undefined {
  try {
    const value: unknown = Object(JSON.parse(json ?? ""))[property];
    return typeof value === "string" && value !== "" ? value : undefined;
  } catch {
    return undefined;
  }
}
