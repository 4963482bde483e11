import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  AnswerError,
  ConnectionError,
  DeadlineError,
  type GraphRequest,
  graphPath,
  OutcomeUnknownError,
  ServiceError,
} from "../../provider/graph";
import { until } from "../support/until";
import { clientOf, operationOf, rejection } from "./support/client";
import { type Answer, breakOff, inTurn, json, serve } from "./support/service";

const path = graphPath`deviceManagement`;
const ok = json(200, { fine: true });

/** Sends one request to a server that answers in turn. */
async function send(
  method: "GET" | "POST",
  answers: readonly Answer[],
  requestTimeoutMs = 10_000,
  more: Pick<GraphRequest, "ignoresAnswer"> = {},
) {
  const { origin, received } = await serve(inTurn(...answers));
  const client = clientOf(origin, { requestTimeoutMs });
  const operation = operationOf(client);
  const body = method === "POST" ? { body: { n: 1 } } : {};
  return { answer: client.send({ method, path, ...body, operation, ...more }), received, operation };
}

const gatewayPage: Answer = (_request, response) => {
  response.writeHead(504, { "content-type": "text/html" }).end("<html>Gateway Time-out</html>");
};
const halfAnAnswer: Answer = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"fine":');
  setImmediate(() => response.destroy());
};
const noAnswer: Answer = () => {};

describe("a read is sent again after", () => {
  test.each([
    ["500", json(500, {})],
    ["502", json(502, {})],
    ["a gateway's 504", gatewayPage],
    ["a gateway's 408", json(408, {})],
    ["a broken connection", breakOff],
    ["half an answer", halfAnAnswer],
  ])("%s", async (_name, failure) => {
    const { answer, received, operation } = await send("GET", [failure, failure, ok]);
    expect((await answer).body).toEqual({ fine: true });
    expect(received).toHaveLength(3);
    expect(operation.tries).toBe(3);
    const ids = new Set(received.map(({ headers }) => headers["client-request-id"]));
    expect(ids.size).toBe(3);
  });

  test("an answer that does not come in time", async () => {
    const { answer, received } = await send("GET", [noAnswer, ok], 2_000);
    expect((await answer).status).toBe(200);
    expect(received).toHaveLength(2);
  });
});

describe("a read is given up", () => {
  test("when the service fails five times", async () => {
    const { answer, received } = await send("GET", [json(500, {})]);
    const error = await rejection(answer);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toContain("It failed 5 times.");
    expect(received).toHaveLength(5);
  });

  test("when it fails five times, whatever the operation had sent before", async () => {
    const { origin } = await serve(inTurn(ok, ok, breakOff));
    const client = clientOf(origin);
    const operation = operationOf(client);
    await client.send({ method: "GET", path, operation });
    await client.send({ method: "GET", path, operation });
    const error = await rejection(client.send({ method: "GET", path, operation }));
    expect(error).toMatchObject({ tries: 5 });
    expect(operation.tries).toBe(7);
  });

  test("when the connection breaks five times", async () => {
    const { answer, received } = await send("GET", [breakOff]);
    const error = await rejection(answer);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/no answer from 127\.0\.0\.1:\d+ after 5 tries/);
    expect(received).toHaveLength(5);
  });

  test("when the answer is no JSON", async () => {
    const { answer, received } = await send("GET", [
      (_request, response) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<html>Sign in</html>");
      },
    ]);
    const error = await rejection(answer);
    expect(error).toBeInstanceOf(AnswerError);
    expect(error.message).toContain("it is no JSON (text/html)");
    expect(error.message).not.toContain("Sign in");
    expect(received).toHaveLength(1);
  });
});

describe.each([
  ["", {}],
  [" whose answer nobody reads", { ignoresAnswer: true }],
])("a write%s that may have taken effect is not sent again after", (_name, more) => {
  test.each([
    ["a broken connection", breakOff],
    ["a gateway's 504", gatewayPage],
    ["half an answer", halfAnAnswer],
    ["no answer in time", noAnswer],
    [
      "a success that is no JSON",
      ((_request, response) => {
        response.writeHead(200).end("<html>");
      }) satisfies Answer,
    ],
  ])("%s", async (_name, failure) => {
    const { answer, received } = await send("POST", [failure, ok], 2_000, more);
    const error = await rejection(answer);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ method: "POST", path: "/v1.0/deviceManagement" });
    expect(error.message).toContain("it is unknown whether it took effect");
    expect(error.message).toMatch(/\n(The connection failed: |Graph answered 504|the answer cannot be used)/);
    expect(received).toHaveLength(1);
  });

  test("500, which is an answer of the service itself", async () => {
    const { answer, received } = await send("POST", [json(500, {}), ok], 10_000, more);
    expect(await rejection(answer)).toBeInstanceOf(ServiceError);
    expect(received).toHaveLength(1);
  });
});

test("a write that never left is sent again, and named as unsent in the end", async () => {
  const client = clientOf(await addressOfNobody());
  const operation = operationOf(client);
  const error = await rejection(client.send({ method: "POST", path, body: {}, operation }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: "ECONNREFUSED", tries: 5 });
  expect(error.message).toContain("Check the network, the endpoint, and HTTPS_PROXY and NO_PROXY.");
});

describe("the deadline of an operation", () => {
  test("ends a wait for an answer, and says how often it was tried and what kept it", async () => {
    const { origin } = await serve(noAnswer);
    const client = clientOf(origin, { operationTimeoutMs: 2_000 });
    const error = await rejection(client.send({ method: "GET", path, operation: operationOf(client) }));
    expect(error).toBeInstanceOf(DeadlineError);
    expect(error).toMatchObject({ tries: 1 });
    expect(error.message).toMatch(
      /^Tried to assign the group G to compliance policy P: given up after [\d.]+ s and one request/,
    );
    expect(error.message).toContain("no complete answer within");
    expect(error.message).toContain("raise intune:operationTimeout");
  });

  test("is that of the operation that it is a part of", async () => {
    const { origin, received } = await serve(ok);
    const client = clientOf(origin, { operationTimeoutMs: 50 });
    const whole = operationOf(client);
    await until("the operation has no time left", () => whole.remainingMs === 0);
    const part = client.operation({ attempt: "go on", permissions: [], within: whole });
    expect(await rejection(client.send({ method: "GET", path, operation: part }))).toBeInstanceOf(
      DeadlineError,
    );
    expect(received).toHaveLength(0);
  });
});

test("connections are kept and used again", async () => {
  const ports = new Set<number | undefined>();
  const { origin, received } = await serve((request, response) => {
    ports.add(response.socket?.remotePort);
    return ok(request, response);
  });
  const client = clientOf(origin);
  const operation = operationOf(client);
  for (let n = 0; n < 20; n++) await client.send({ method: "GET", path, operation });
  expect(received).toHaveLength(20);
  // Another one is opened where the one before has not quite ended its request.
  expect(ports.size).toBeLessThan(20);
});

test("a byte order mark before an answer does no harm", async () => {
  const { answer } = await send("GET", [(_request, response) => void response.end('\ufeff{"fine":true}')]);
  expect((await answer).body).toEqual({ fine: true });
});

test("no coding of an answer is asked for, and one that comes is named", async () => {
  const { answer, received } = await send("GET", [
    (_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync('{"fine":true}'));
    },
  ]);
  const error = await rejection(answer);
  expect(error).toBeInstanceOf(AnswerError);
  expect(error.message).toContain("it is no JSON (application/json, coded as gzip)");
  expect(received[0]?.headers["accept-encoding"]).toBe("identity");
});

test("an empty answer has no body", async () => {
  const { answer } = await send("POST", [json(204, undefined)]);
  expect(await answer).toEqual({ status: 204, body: undefined });
});

test.each(['{"value":[]}', '\n [{"id":"a"}]', '\ufeff{"value":[]}'])(
  "an answer that nobody reads has no body: %j",
  async (text) => {
    const { answer } = await send("POST", [(_request, response) => void response.end(text)], 10_000, {
      ignoresAnswer: true,
    });
    expect(await answer).toEqual({ status: 200, body: undefined });
  },
);

test("a redirect is an error, and the token does not follow it", async () => {
  const elsewhere = await serve(ok);
  const { answer } = await send("GET", [json(302, undefined, { location: `${elsewhere.origin}/x` })]);
  const error = await rejection(answer);
  expect(error).toBeInstanceOf(AnswerError);
  expect(error.message).toContain(`it is a redirect (302) to ${new URL(elsewhere.origin).host}`);
  expect(elsewhere.received).toHaveLength(0);
});

test("an answer without end is not read to its end", async () => {
  const chunk = Buffer.alloc(1024 * 1024, " ");
  let sent = 0;
  const { answer } = await send("GET", [
    (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent++;
      };
      response.on("drain", more);
      more();
    },
  ]);
  const error = await rejection(answer);
  expect(error).toBeInstanceOf(AnswerError);
  expect(error.message).toContain("larger than 64 MB");
  expect(sent).toBeLessThan(1_000);
});

/** An address on which nothing listens any more. */
async function addressOfNobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}
