import { setTimeout as wait } from "node:timers/promises";
import { parseJson } from "../json";
import type { Backoff } from "../options";
import { pauseFor } from "../throttle/pauseFor";
import { parseRetryAfter } from "../throttle/retryAfter";
import { TransportFault } from "../transport/fault";
import type { Transport, WireAnswer, WireRequest } from "../transport/transport";
import { type IdentityTraffic, SignInFailure } from "./identityTraffic";

/** Asks for a token where no class of `@azure/identity` does: a CI system, a machine. */
export interface TokenRequest extends Pick<WireRequest, "url" | "headers"> {
  readonly method: "GET" | "POST";
  /** What is asked for, for messages: "a token". */
  readonly what: string;
  /** Statuses after which to ask again, besides those of a service that is busy or fails. */
  readonly transient?: readonly number[];
}

const timeoutMs = 30_000;
/** The pauses between so many tries are longer than a machine's endpoint is away for an update, which is 70 seconds. */
const mostTries = 6;
/** The service asks for a longer pause: too many requests, an update. */
const slowStatuses = [410, 429];

/** Sends requests for tokens, again where that may help. */
export class TokenEndpoint {
  constructor(
    private readonly transport: Transport,
    private readonly backoff: Backoff,
    private readonly traffic: IdentityTraffic,
  ) {}

  /**
   * The body of a success.
   *
   * @throws SignInFailure, which it also leaves in the traffic, since MSAL makes another error of it.
   */
  async ask(request: TokenRequest): Promise<string | undefined> {
    for (let failures = 0; ; failures++) {
      const result = await this.#send(request);
      if (!(result instanceof TransportFault) && result.status === 200) return result.text;
      if (!isTransient(result, request) || failures + 1 === mostTries) {
        this.traffic.failure = failureOf(result, request);
        throw this.traffic.failure;
      }
      // Whoever waits for the token keeps the process alive.
      await wait(this.#pauseAfter(result, failures), undefined, { ref: false });
    }
  }

  #send({ method, url, headers }: TokenRequest): Promise<WireAnswer | TransportFault> {
    return this.transport.exchange({ method, url, headers, timeoutMs }).catch((error: unknown) => {
      if (error instanceof TransportFault) return error;
      throw error;
    });
  }

  #pauseAfter(result: WireAnswer | TransportFault, failures: number): number {
    const { brokenMs, throttledMs, longestMs } = this.backoff;
    if (result instanceof TransportFault) return pauseFor(failures, brokenMs, this.backoff);
    const asked = parseRetryAfter(result.header("retry-after"), Date.now());
    if (asked !== undefined) return Math.min(asked, longestMs);
    return pauseFor(failures, slowStatuses.includes(result.status) ? throttledMs : brokenMs, this.backoff);
  }
}

function isTransient(result: WireAnswer | TransportFault, { transient = [] }: TokenRequest): boolean {
  if (result instanceof TransportFault) return !result.lasting;
  const { status } = result;
  return status >= 500 || status === 408 || status === 429 || transient.includes(status);
}

function failureOf(result: WireAnswer | TransportFault, request: TokenRequest): SignInFailure {
  const { method, url, what } = request;
  const where = `${method} ${url.origin}${url.pathname}`;
  if (result instanceof TransportFault) return SignInFailure.ofFault(where, result);
  const says = messageOf(result.text);
  if (says === undefined) return SignInFailure.ofPage(where, result.status, result.header("content-type"));
  const advice = isTransient(result, request) ? "Run again later." : undefined;
  return new SignInFailure(
    `${where} for ${what} was answered ${result.status}${says && `: ${says}`}`,
    advice,
  );
}

/** What an error says: `message` on GitHub and Azure DevOps, `error_description` on a machine. Undefined if it is no JSON. */
function messageOf(json: string | undefined): string | undefined {
  if (json === undefined || json === "") return "";
  const body = parseJson(json);
  if (body === undefined) return undefined;
  const { message, error_description: description, error } = Object(body) as Record<string, unknown>;
  return [message, description, error].find((text) => typeof text === "string") ?? "";
}
