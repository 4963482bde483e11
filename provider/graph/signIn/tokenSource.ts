import type { AccessToken, TokenCredential } from "@azure/identity";
import { GraphError } from "../errors/graphError";
import { storedSettingsAdvice } from "../errors/words";
import type { Operation } from "../operation";
import type { Authority, Backoff } from "../options";
import { type Redactor, redactedCause } from "../redact";
import type { Transport } from "../transport/transport";
import { type CredentialContext, makeCredential } from "./credential";
import { IdentityTraffic } from "./identityTraffic";
import { methodWords, type SignIn } from "./signIn";
import { TokenEndpoint } from "./tokenEndpoint";

/** The configured method gave no access token. The client tries no other method. */
export class SignInError extends GraphError {
  override readonly name = "SignInError";

  /**
   * @param method - The method in words: "a client secret".
   * @param source - The keys and variables that its values came from.
   * @param advice - What to do, if the settings are not the reason.
   */
  constructor(
    readonly method: string,
    readonly source: string,
    cause: Error,
    advice?: string,
  ) {
    const stored = advice === undefined ? storedSettingsAdvice(source) : "";
    super([`Could not sign in with ${method} (from ${source}).${stored}`, cause.message, advice], cause);
  }
}

/**
 * How long before its expiry a token is renewed, in milliseconds. `@azure/identity` does not return a token that late.
 */
const marginMs = 120_000;

/** A chain says at length why each of its ways failed, but most people need one of them only. */
const defaultAdvice =
  'Mend one of these ways, for example with "az login", or set what another way needs, such as ARM_CLIENT_SECRET with ARM_TENANT_ID and ARM_CLIENT_ID.';

type CredentialSignIn = Exclude<SignIn, { method: "accessToken" }>;
type GetToken = (claims?: string) => Promise<AccessToken>;

/**
 * The access token of a client. The first request that needs it gets it, and the others wait. The client keeps it until
 * it expires or is refused.
 */
export class TokenSource {
  readonly #traffic = new IdentityTraffic();
  readonly #tokenEndpoint: TokenEndpoint;
  #getToken: Promise<GetToken> | undefined;
  #current: Promise<AccessToken> | undefined;
  /** Once Graph has asked for claims, every later token is requested with them. */
  #claims: string | undefined;

  constructor(
    private readonly signIn: SignIn,
    private readonly scope: string,
    private readonly authority: Authority,
    transport: Transport,
    backoff: Backoff,
    private readonly redactor: Redactor,
  ) {
    this.#tokenEndpoint = new TokenEndpoint(transport, backoff, this.#traffic);
  }

  /** @throws SignInError, DeadlineError */
  async get(operation: Operation): Promise<string> {
    if (this.signIn.method === "accessToken") return this.signIn.accessToken;
    this.#current ??= this.#acquire();
    const current = this.#current;
    const { token, expiresOnTimestamp } = await operation.race(current);
    if (expiresOnTimestamp - Date.now() > marginMs) return token;
    if (this.#current === current) this.#current = this.#acquire();
    this.#current ??= this.#acquire();
    return (await operation.race(this.#current)).token;
  }

  /**
   * Replaces a token that Graph refused.
   *
   * @param challenge - The `WWW-Authenticate` header of the refusal.
   * @returns Whether there is another one.
   */
  async renew(refused: string, operation: Operation, challenge: string | undefined): Promise<boolean> {
    if (this.signIn.method === "accessToken") return false;
    const current = this.#current;
    if (current !== undefined && (await operation.race(current)).token !== refused) return true;
    // If several requests were refused together, the first one renews the token for all.
    if (this.#current === current) {
      this.#claims = readClaims(challenge) ?? this.#claims;
      // A credential keeps its token until it expires, so use a new credential, which has none.
      this.#getToken = undefined;
      this.#current = this.#acquire();
    }
    this.#current ??= this.#acquire();
    return (await operation.race(this.#current)).token !== refused;
  }

  #acquire(): Promise<AccessToken> {
    const acquired = this.#ask();
    acquired.catch(() => {
      if (this.#current === acquired) this.#current = undefined;
    });
    return acquired;
  }

  async #ask(): Promise<AccessToken> {
    const { signIn } = this;
    if (signIn.method === "accessToken") return { token: signIn.accessToken, expiresOnTimestamp: Infinity };
    this.#traffic.failure = undefined;
    try {
      this.#getToken ??= this.#makeCredential(signIn);
      const getToken = await this.#getToken;
      return await getToken(this.#claims);
    } catch (error) {
      this.#getToken = undefined;
      throw this.#signInError(signIn, error);
    }
  }

  #signInError({ method, source }: CredentialSignIn, error: unknown): SignInError {
    const { failure } = this.#traffic;
    // A chain tells why each of its ways did not work.
    const cause =
      failure !== undefined && method === "default"
        ? new Error(`${error instanceof Error ? error.message : error}\n${failure.message}`)
        : (failure ?? error);
    return new SignInError(
      methodWords[method],
      source,
      redactedCause(cause, this.redactor.redact),
      failure?.advice ?? (method === "default" ? defaultAdvice : undefined),
    );
  }

  async #makeCredential(signIn: CredentialSignIn): Promise<GetToken> {
    const identity = await import("@azure/identity");
    const { authority, redactor } = this;
    const [traffic, tokenEndpoint] = [this.#traffic, this.#tokenEndpoint];
    const make = makeCredential[signIn.method] as (
      signIn: SignIn,
      context: CredentialContext,
    ) => TokenCredential | Promise<TokenCredential>;
    const credential = await make(signIn, { identity, authority, traffic, tokenEndpoint, redactor });
    return async (claims) => {
      // Graph sends claims challenges only to clients that declare support for them.
      const options = { enableCae: true, ...(claims === undefined ? {} : { claims }) };
      const token = await credential.getToken(this.scope, options);
      if (token === null) throw new Error("no token was given");
      this.redactor.add(token.token);
      return token;
    };
  }
}

/**
 * The claims that an API asks for when it refuses a token that is valid in itself, as continuous access
 * evaluation does: the decoded `claims` of a `WWW-Authenticate` header.
 * Source: https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
function readClaims(header: string | undefined): string | undefined {
  const encoded = header?.match(/\bclaims="([A-Za-z0-9+/_=-]+)"/)?.[1];
  if (encoded === undefined) return undefined;
  const claims = Buffer.from(encoded, "base64").toString("utf8");
  return claims.startsWith("{") ? claims : undefined;
}
