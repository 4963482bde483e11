import { setMaxListeners } from "node:events";
import type { GraphError } from "./errors/graphError";
import { AnswerError } from "./errors/requestErrors";
import { maxPages, readPage } from "./list";
import { Operation, type OperationOptions } from "./operation";
import { type Backoff, defaults, type GraphClientOptions } from "./options";
import { type Outcome, outcomeOf } from "./outcome";
import { Redactor } from "./redact";
import { type GraphAnswer, type GraphRequest, urlOf } from "./request";
import { secretsOf } from "./signIn/secrets";
import { TokenSource } from "./signIn/tokenSource";
import { Gate } from "./throttle/gate";
import { pauseFor } from "./throttle/pauseFor";
import { parseRetryAfter } from "./throttle/retryAfter";
import { TransportFault } from "./transport/fault";
import { maxBodyBytes, Transport } from "./transport/transport";
import { type Sent, Wire } from "./wire";

/** How often to send a request if the connection breaks or the service fails. */
const mostTransientFailures = 5;

type Success = Extract<Outcome, { kind: "success" }>;

/**
 * A client of Microsoft Graph. It signs in, keeps within the limits, and tries again if nothing was done. Otherwise, it
 * throws a {@link GraphError}. It does nothing before its first request.
 *
 * What the client tries again, within the operation's time:
 *
 * | | read | write |
 * |---|---|---|
 * | 429, 503 | after a pause of all requests | after a pause of all requests, or ThrottledError |
 * | 401 | once, with another token | once, with another token |
 * | no connection | up to 5 times | up to 5 times |
 * | broken connection, 408, 425, 460, 499, 502, 504 | up to 5 times | OutcomeUnknownError |
 * | 500 | up to 5 times | ServiceError |
 *
 * Sources: https://learn.microsoft.com/graph/errors, https://learn.microsoft.com/graph/throttling
 */
export class GraphClient {
  readonly #transport = new Transport();
  readonly #backoff: Backoff;
  readonly #gate: Gate;
  readonly #tokens: TokenSource;
  readonly #wire: Wire;
  readonly #redactor = new Redactor();
  readonly #cancellation = new AbortController();
  // A private field, because it has secrets: printing the object does not show it.
  readonly #options: GraphClientOptions;

  constructor(options: GraphClientOptions) {
    const { endpoint, signIn, scope = `${new URL(endpoint).origin}/.default` } = options;
    const { authority = defaults.authority, requestTimeoutMs = defaults.requestTimeoutMs } = options;
    for (const secret of secretsOf(signIn)) this.#redactor.add(secret);
    this.#options = options;
    this.#backoff = options.backoff ?? defaults.backoff;
    this.#gate = new Gate(this.#backoff, options.pace);
    this.#tokens = new TokenSource(signIn, scope, authority, this.#transport, this.#backoff, this.#redactor);
    this.#wire = new Wire(this.#transport, options.product, requestTimeoutMs);
    // Every wait adds a listener, and there can be one for each resource.
    setMaxListeners(0, this.#cancellation.signal);
  }

  /** Begins an operation; its time starts to run. */
  operation(options: OperationOptions): Operation {
    const { operationTimeoutMs = defaults.operationTimeoutMs } = this.#options;
    return new Operation(options, operationTimeoutMs, this.#cancellation.signal);
  }

  /**
   * Sends a request and answers once it has succeeded.
   *
   * @throws GraphError - A class of it for each kind of failure.
   */
  async send(request: GraphRequest): Promise<GraphAnswer> {
    return (await this.#send(request, urlOf(this.#options.endpoint, request))).answer;
  }

  /**
   * Reads all pages of a list.
   *
   * @param expanded - The property that holds the list, if the request expands it on one object.
   * @throws AnswerError if an answer is no list, or the links between its pages lead to another host, in a
   *   circle, or to no end.
   */
  async list(request: Omit<GraphRequest, "method" | "body">, expanded?: string): Promise<unknown[]> {
    const get: GraphRequest = { ...request, method: "GET" };
    const all: unknown[] = [];
    const seen = new Set<string>();
    let bytes = 0;
    for (let url: URL | undefined = urlOf(this.#options.endpoint, request); url !== undefined; ) {
      seen.add(url.href);
      const success: Success = await this.#send(get, url);
      bytes += success.bytes;
      const page = readPage(success.answer.body, url, seen.size === 1 ? expanded : undefined);
      if ("problem" in page) throw new AnswerError(success.facts, page.problem);
      const { values, next } = page;
      for (const value of values) all.push(value);
      if (next !== undefined) {
        if (seen.has(next.href)) throw new AnswerError(success.facts, "its pages lead in a circle");
        if (seen.size === maxPages)
          throw new AnswerError(success.facts, `it has more than ${maxPages} pages`);
        if (bytes > maxBodyBytes) throw new AnswerError(success.facts, "its pages are too large together");
      }
      url = next;
    }
    return all;
  }

  /**
   * Ends every wait at once with a CancelledError, and sends no more requests. Requests under way still end.
   */
  cancel(): void {
    this.#cancellation.abort();
  }

  /** Closes the connections once what is under way has ended. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  async #send(request: GraphRequest, url: URL): Promise<Success> {
    const { operation } = request;
    let why: GraphError | undefined;
    let renewed = false;
    let failures = 0;
    for (let attempt = 1; ; attempt++) {
      operation.ensureTime(why);
      // Signing in must not take up a place in the pace, and a pause can outlast a token.
      await this.#tokens.get(operation);
      const done = await this.#gate.admit(operation, why);
      let sentAt = 0;
      let token: string;
      let sent: Sent;
      try {
        token = await this.#tokens.get(operation);
        request.beforeSending?.();
        sentAt = this.#gate.pause.count;
        sent = await this.#wire.send(request, url, token, attempt);
      } finally {
        done();
      }

      const answer = sent.result instanceof TransportFault ? undefined : sent.result;
      const retryAfterMs = parseRetryAfter(answer?.header("retry-after"), Date.now());
      if (answer?.status === 429 || answer?.status === 503) this.#gate.pause.begin(sentAt, retryAfterMs);
      else if (answer !== undefined) this.#gate.pause.answered(sentAt);

      const progress = {
        tries: operation.tries,
        failures: failures + 1,
        elapsedMs: operation.elapsedMs,
        retryAfterMs: this.#gate.pause.remainingMs,
        source: this.#options.signIn.source,
      };
      const outcome = outcomeOf(sent, request, url, progress, this.#redactor.redact);
      if (outcome.kind === "success") return outcome;
      why = outcome.error;
      if (outcome.kind === "throttled" && request.throttled !== "fail") continue;
      if (outcome.kind === "unauthenticated" && !renewed) {
        renewed = true;
        if (await this.#tokens.renew(token, operation, answer?.header("www-authenticate"))) continue;
      }
      if (outcome.kind === "transient" && ++failures < mostTransientFailures) {
        const pause = retryAfterMs ?? pauseFor(failures - 1, this.#backoff.brokenMs, this.#backoff);
        await operation.sleep(pause, why);
        continue;
      }
      throw why;
    }
  }
}
