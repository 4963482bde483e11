import { createHash, createPublicKey, verify } from "node:crypto";
import type { KeyPair } from "./certificates";
import { type Received, type Service, serve } from "./service";

/** What an identity service was asked in one token request. */
type TokenRequest = Readonly<Record<string, string>>;

export interface IdentityService extends Service {
  readonly tokenRequests: readonly TokenRequest[];
  /** What it answers to token requests instead of a token, from now on. */
  refuse(error: { error: string; error_description: string; error_codes?: number[] }): void;
}

export const tenantId = "00000000-0000-4000-8000-00000000000a";
export const clientId = "00000000-0000-4000-8000-00000000000b";

/** Entra's discovery and token endpoints, over TLS, for client credentials. Each token is `token-of-entra-<n>`. */
export async function serveIdentity(certificate: KeyPair, expiresIn = 3_600): Promise<IdentityService> {
  const tokenRequests: TokenRequest[] = [];
  let refusal: object | undefined;
  const service = await serve((request, response) => {
    const reply = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const origin = `https://${request.headers.host}`;
    const authority = `${origin}/${tenantId}`;
    if (request.url.startsWith(`/${tenantId}/v2.0/.well-known/openid-configuration`)) {
      reply(200, {
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      });
    } else if (request.method === "POST" && request.url.startsWith(`/${tenantId}/oauth2/v2.0/token`)) {
      tokenRequests.push(formOf(request));
      if (refusal !== undefined) reply(400, refusal);
      else {
        reply(200, {
          token_type: "Bearer",
          access_token: `token-of-entra-${tokenRequests.length}`,
          expires_in: expiresIn,
        });
      }
    } else reply(404, { error: "not_found", error_description: request.url });
  }, certificate);
  return {
    ...service,
    tokenRequests,
    refuse(error) {
      refusal = error;
    },
  };
}

function formOf({ body }: Received): TokenRequest {
  return Object.fromEntries(new URLSearchParams(body));
}

/** Whether an assertion is signed with a certificate's key and names the certificate, as Entra checks. */
export function isSignedBy(assertion: string, { cert }: KeyPair): boolean {
  const [header = "", payload = "", signature = ""] = assertion.split(".");
  const { "x5t#S256": thumbprint, alg } = JSON.parse(Buffer.from(header, "base64url").toString()) as Record<
    string,
    string
  >;
  const der = Buffer.from(cert.replace(/-----[^-]+-----|\s/g, ""), "base64");
  const key = createPublicKey(cert);
  const padded = alg === "PS256" ? { key, padding: 6, saltLength: 32 } : key;
  return (
    thumbprint === createHash("sha256").update(der).digest("base64url") &&
    verify("sha256", Buffer.from(`${header}.${payload}`), padded, Buffer.from(signature, "base64url"))
  );
}
