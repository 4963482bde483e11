import { createServer, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { ConnectionError, graphPath } from "../../provider/graph";
import { TransportFault } from "../../provider/graph/transport/fault";
import { until } from "../support/until";
import { makeServerCertificate } from "./support/certificates";
import { clientOf, operationOf, rejection } from "./support/client";
import { json, serve } from "./support/service";

const path = graphPath`deviceManagement`;

test("a certificate that is not trusted is an error at once, which says how to trust it", async () => {
  const { origin, received } = await serve(json(200, {}), makeServerCertificate().server);
  const client = clientOf(origin);
  const operation = operationOf(client);
  const error = await rejection(client.send({ method: "POST", path, body: {}, operation }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ tries: 1 });
  expect(error.message).toContain("name its root in NODE_EXTRA_CA_CERTS");
  expect(received).toHaveLength(0);
});

test("a proxy that refuses is an error at once", async () => {
  const proxy = createServer();
  let asked = 0;
  proxy.on("connect", (_request, socket) => {
    asked++;
    socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  vi.stubEnv("HTTPS_PROXY", `http://user:pass-of-the-proxy@127.0.0.1:${port}`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    proxy.close();
  });
  const client = clientOf("https://graph.example.test");
  const operation = operationOf(client);
  const error = await rejection(client.send({ method: "POST", path, body: {}, operation }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error.message).toContain("407");
  expect(error.message).not.toContain("pass-of-the-proxy");
  expect(asked).toBe(1);
});

test("a proxy address that is none is an error that says so", async () => {
  vi.stubEnv("HTTPS_PROXY", "no address");
  onTestFinished(() => void vi.unstubAllEnvs());
  const client = clientOf("https://graph.example.test");
  const operation = operationOf(client);
  const error = await rejection(client.send({ method: "GET", path, operation }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error.message).toContain("HTTPS_PROXY");
  expect(error).toMatchObject({ tries: 1 });
});

test("a dependency that Node does not find is an error at once, which does not blame the network", async () => {
  const load = createRequire(__filename);
  const cause = await rejection(Promise.resolve().then(() => load("a-package-that-nobody-has-installed")));
  const fault = new TransportFault(cause, 1000);
  expect(fault).toMatchObject({ lasting: true, maybeSent: false });
  expect(fault.message).toContain("a-package-that-nobody-has-installed");
  expect(fault.advice).toContain("yarn exec");
  expect(fault.advice).not.toContain("network");
});

test("undici ends no request before its own time is over, however long that is", async () => {
  // @ts-expect-error undici declares no types for its single files.
  const { default: clock } = await import("undici/lib/util/timers.js");
  const responses: ServerResponse[] = [];
  const { origin } = await serve((request, response) => {
    if (responses.push(response) > 1) return json(200, {})(request, response);
  });
  const client = clientOf(origin, { requestTimeoutMs: 3_600_000, operationTimeoutMs: 3_600_000 });
  const read = client.send({ method: "GET", path, operation: operationOf(client) });
  await until("the request is there", () => responses.length === 1);
  const longer = 1_800_000;
  clock.tick(longer);
  await new Promise((written) => responses[0]?.write('{"fine":', written));
  clock.tick(longer);
  responses[0]?.end("true}");
  expect((await read).body).toEqual({ fine: true });
  expect(responses).toHaveLength(1);
});
