import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request that a {@link Gate} holds back. */
interface Held {
  /** Settles when the request is there, and has taken effect if it is held after that. */
  readonly reached: Promise<void>;
  /** Lets the request go on, and settles when the service has answered it. */
  release(): Promise<void>;
}

/**
 * Stands between a client and a service, passes every request on, and holds one back for as long as a test wants.
 * So a test knows that a request is under way, whatever the machine's speed.
 */
export interface Gate {
  /** The address for the client. */
  readonly url: string;
  /** How many requests have come since the last {@link hold}. */
  readonly count: number;
  /** Holds the nth request from now on, `before` the service gets it or `after` the service has answered it. */
  hold(nth: number, when: "before" | "after"): Held;
  close(): Promise<void>;
}

interface Hold {
  readonly nth: number;
  readonly when: "before" | "after";
  readonly reached: PromiseWithResolvers<void>;
  readonly released: PromiseWithResolvers<void>;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * Opens a gate before the service at `target`. Close it at the end.
 *
 * @param onAnswer - Called with each answer of the service, before the client gets it.
 */
export async function startGate(target: string, onAnswer: () => void = () => {}): Promise<Gate> {
  let count = 0;
  let hold: Hold | undefined;
  const server = createServer(async (incoming, response) => {
    count += 1;
    const held = hold?.nth === count ? hold : undefined;
    const body = await buffer(incoming);
    if (held?.when === "before") {
      held.reached.resolve();
      await held.released.promise;
    }
    const answer = await passOn(target, incoming, body);
    onAnswer();
    if (held?.when === "after") {
      held.reached.resolve();
      await held.released.promise;
    }
    held?.done.resolve();
    if (!response.destroyed) reply(response, answer);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get count() {
      return count;
    },
    hold(nth, when) {
      count = 0;
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const done = Promise.withResolvers<void>();
      hold = { nth, when, reached, released, done };
      return {
        reached: reached.promise,
        release() {
          released.resolve();
          return done.promise;
        },
      };
    },
    async close() {
      hold?.released.resolve();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Whole {
  readonly message: IncomingMessage;
  readonly body: Buffer;
}

/** The host stays the one that the client asked, so links in the answer lead through the gate again. */
async function passOn(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Whole> {
  const request = send(`${target}${url}`, { method: method ?? "GET", headers, agent: false });
  request.end(body);
  const [message] = (await once(request, "response")) as [IncomingMessage];
  return { message, body: await buffer(message) };
}

function reply(response: ServerResponse, { message, body }: Whole): void {
  response.writeHead(message.statusCode ?? 500, { ...message.headers, connection: "keep-alive" }).end(body);
}
