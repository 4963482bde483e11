import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { makeServerCertificate, trust } from "../../graph/support/certificates";

/** One certificate for the process: to trust each of many would add up. */
const { ca, server: certificate } = makeServerCertificate();
trust(ca);

/**
 * Puts TLS in front of an emulator, as clients need it that hand out no token without it. Says in the usual headers what
 * the client sees. Returns the address, `https://localhost:…`.
 */
export async function withTls(url: string): Promise<string> {
  const server = https.createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    const headers = {
      ...request.headers,
      "x-forwarded-proto": "https",
      "x-forwarded-host": request.headers.host,
    };
    const onward = http.request(`${url}${request.url}`, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}
