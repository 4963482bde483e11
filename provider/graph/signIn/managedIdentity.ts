import type { AccessToken, TokenCredential } from "@azure/identity";
import type { Transport } from "../transport/transport";

const timeoutMs = 30_000;

/**
 * Managed identity at a configured address, which no class of `@azure/identity` supports. Source:
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */
export function managedIdentityAt(
  endpoint: string,
  clientId: string | undefined,
  transport: Transport,
): TokenCredential {
  return {
    async getToken(scopes) {
      const url = new URL(endpoint);
      url.searchParams.set("api-version", "2018-02-01");
      url.searchParams.set("resource", String(scopes).replace(/\/\.default$/, ""));
      if (clientId !== undefined) url.searchParams.set("client_id", clientId);
      const headers = { metadata: "true", accept: "application/json" };
      const answer = await transport.exchange({ method: "GET", url, headers, timeoutMs });
      const where = `GET ${url.origin}${url.pathname}`;
      if (answer.status !== 200) throw new Error(`${where} for a token was answered ${answer.status}`);
      const token = readToken(answer.text);
      if (token === undefined) throw new Error(`the answer of ${where} is no token`);
      return token;
    },
  };
}

function readToken(json: string | undefined): AccessToken | undefined {
  try {
    const { access_token: token, expires_on: expires } = Object(JSON.parse(json ?? ""));
    const expiresOnTimestamp = Number(expires) * 1_000;
    if (typeof token !== "string" || token === "" || !(expiresOnTimestamp > 0)) return undefined;
    return { token, expiresOnTimestamp };
  } catch {
    return undefined;
  }
}
