/**
 * The claims that an API asks for when it refuses a token that is valid in itself, as continuous access
 * evaluation does: the decoded `claims` of a `WWW-Authenticate` header.
 * Source: https://learn.microsoft.com/entra/identity-platform/claims-challenge
 *
 * @internal
 */
export function readClaimsChallenge(header: string | undefined): string | undefined {
  const encoded = header?.match(/\bclaims="([A-Za-z0-9+/_=-]+)"/)?.[1];
  if (encoded === undefined) return undefined;
  const claims = Buffer.from(encoded, "base64").toString("utf8");
  return claims.startsWith("{") ? claims : undefined;
}
