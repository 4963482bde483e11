import { isJsonObject } from "./json";

/** The claims that the emulator reads from a bearer token. */
export interface TokenClaims {
  /** Undefined if the token is not a JWT. It then has every permission. */
  readonly permissions: ReadonlySet<string> | undefined;
  /** Seconds since 1970. */
  readonly expires: number | undefined;
  /** Seconds since 1970. */
  readonly issued: number | undefined;
}

const everything: TokenClaims = { permissions: undefined, expires: undefined, issued: undefined };

/**
 * Reads a token's claims. It does not verify the signature, because the emulator has no identity service.
 */
export function readToken(token: string): TokenClaims {
  const claims = payload(token);
  if (claims === undefined) {
    return everything;
  }
  return {
    permissions: new Set(permissions(claims)),
    expires: seconds(claims["exp"]),
    issued: seconds(claims["iat"]),
  };
}

function payload(token: string): Record<string, unknown> | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) {
    return undefined;
  }
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** Application permissions are in `roles`, delegated ones in `scp`, separated by spaces [D]. */
function permissions(claims: Record<string, unknown>): string[] {
  const roles = Array.isArray(claims["roles"])
    ? claims["roles"].filter((role) => typeof role === "string")
    : [];
  const scopes = typeof claims["scp"] === "string" ? claims["scp"].split(" ") : [];
  return [...roles, ...scopes];
}

function seconds(claim: unknown): number | undefined {
  return typeof claim === "number" ? claim : undefined;
}

/** The claims of a token for tests. */
export interface MintTokenOptions {
  /** Application permissions, for example `["DeviceManagementConfiguration.ReadWrite.All"]`. */
  readonly roles?: readonly string[];
  /** Delegated permissions, written to `scp`. */
  readonly scopes?: readonly string[];
  /** Seconds until the token expires; negative for an expired token. Default 3,600. */
  readonly expiresIn?: number;
  /** When the token was issued, in seconds since 1970. Default: now. */
  readonly issuedAt?: number;
}

/** Makes an unsigned JWT, which only the emulator accepts. */
export function mintToken(options: MintTokenOptions): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: "https://graph.microsoft.com",
    iat: options.issuedAt ?? now,
    exp: now + (options.expiresIn ?? 3600),
    ...(options.roles === undefined ? {} : { roles: options.roles }),
    ...(options.scopes === undefined ? {} : { scp: options.scopes.join(" ") }),
  };
  return [{ alg: "none", typ: "JWT" }, claims, "unsigned"]
    .map((part) => Buffer.from(typeof part === "string" ? part : JSON.stringify(part)).toString("base64url"))
    .join(".");
}
