import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it came over the wire: nothing of it is decoded. */
interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answer = (request: WireRequest, response: ServerResponse) => void;

/** Something that listens where Graph should be, and answers what a test says. */
export interface GraphServer {
  readonly url: string;
  readonly requests: WireRequest[];
  answer: Answer;
  close(): Promise<void>;
}

export async function startGraphServer(answer: Answer): Promise<GraphServer> {
  const server = createServer(async (incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    const request = { method, target: url, headers, body: await text(incoming) };
    graph.requests.push(request);
    graph.answer(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const graph: GraphServer = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    answer,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return graph;
}

export function json(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}
