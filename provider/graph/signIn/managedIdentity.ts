import type { AccessToken, TokenCredential } from "@azure/identity";
import { parseJson } from "../json";
import type { TokenEndpoint } from "./tokenEndpoint";

/** While the machine updates its endpoint. */
const transient = [404, 410];

/**
 * Managed identity at a configured address, which no class of `@azure/identity` supports. Source, also of what to ask
 * again after:
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */
export function managedIdentityAt(
  address: string,
  clientId: string | undefined,
  endpoint: TokenEndpoint,
): TokenCredential {
  return {
    async getToken(scopes) {
      const url = new URL(address);
      url.searchParams.set("api-version", "2018-02-01");
      url.searchParams.set("resource", String(scopes).replace(/\/\.default$/, ""));
      if (clientId !== undefined) url.searchParams.set("client_id", clientId);
      const headers = { metadata: "true", accept: "application/json" };
      const token = readToken(
        await endpoint.ask({ method: "GET", url, headers, what: "a token", transient }),
      );
      if (token === undefined) throw new Error(`the answer of GET ${url.origin}${url.pathname} is no token`);
      return token;
    },
  };
}

function readToken(json: string | undefined): AccessToken | undefined {
  const { access_token: token, expires_on: expires } = Object(parseJson(json ?? ""));
  const expiresOnTimestamp = Number(expires) * 1_000;
  if (typeof token !== "string" || token === "" || !(expiresOnTimestamp > 0)) return undefined;
  return { token, expiresOnTimestamp };
}
