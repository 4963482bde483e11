import type { MiddlewareHandler } from "hono";
import type { GraphEnv } from "./env";
import { GraphError } from "./errors";
import { readToken, type TokenClaims } from "./token";

/**
 * Requires a bearer token [D].
 */
export function authentication(settings: {
  readonly tokensValidFrom: number | null;
}): MiddlewareHandler<GraphEnv> {
  // A client sends the same token thousands of times, so read it once.
  let last: { header: string; claims: TokenClaims } | undefined;
  return async (c, next) => {
    const header = c.req.header("authorization") ?? "";
    if (header !== last?.header) {
      last = { header, claims: readToken(bearer(header)) };
    }
    refuseExpired(last.claims);
    refuseRevoked(last.claims, settings.tokensValidFrom);
    c.set("permissions", last.claims.permissions);
    await next();
  };
}

function bearer(header: string): string {
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined) {
    throw unauthorized("Access token is empty.");
  }
  return token;
}

function refuseExpired({ expires }: TokenClaims): void {
  if (expires !== undefined && expires * 1000 <= Date.now()) {
    throw unauthorized("Lifetime validation failed, the token is expired.");
  }
}

/**
 * Continuous access evaluation: if a token is older than a revocation, the service answers with a challenge for a new
 * token. Source: "How to use Continuous Access Evaluation enabled APIs in your applications" [D].
 */
function refuseRevoked({ permissions, issued }: TokenClaims, validFrom: number | null): void {
  if (validFrom === null || permissions === undefined || (issued ?? 0) >= validFrom) {
    return;
  }
  const claims = { access_token: { nbf: { essential: true, value: String(validFrom) } } };
  throw unauthorized(
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp",
    `, error="insufficient_claims", claims="${Buffer.from(JSON.stringify(claims)).toString("base64")}"`,
  );
}

function unauthorized(message: string, challenge = ""): GraphError {
  return new GraphError(401, "InvalidAuthenticationToken", message, "plain", {
    "WWW-Authenticate": `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"${challenge}`,
  });
}
