import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { bringDistUpToDate } from "../support/dist";
import { makeServerCertificate } from "./support/certificates";
import { clientId, serveIdentity, tenantId } from "./support/identity";
import { run } from "./support/program";
import { inTurn, json, serve } from "./support/service";

const graphHost = "graph.example.test";
const loginHost = "login.example.test";
const { ca, server } = makeServerCertificate(graphHost, loginHost);
let folder: string;
let caFile: string;

beforeAll(async () => {
  await bringDistUpToDate();
  folder = await mkdtemp(join(tmpdir(), "graph-"));
  caFile = join(folder, "ca.pem");
  await writeFile(caFile, ca.cert);
});
afterAll(() => rm(folder, { recursive: true }));

/** A program that sends one GET. */
const get = (options: object) => `
  const client = new graph.GraphClient({
    product: { name: "graph-test", version: "1.2.3" },
    backoff: { throttledMs: 5, brokenMs: 2, longestMs: 50 },
    ...${JSON.stringify(options)},
  });
  const operation = client.operation({ attempt: "look", permissions: ["Read.All"] });
  const query = { $filter: "secret-of-the-query" };
  const answer = await client.send({ method: "GET", path: graph.graphPath\`x/\${"a b"}\`, query, operation });
  await client.close();
`;
const accessToken = { method: "accessToken", source: "a test", accessToken: "opaque-token-0123456789" };

test("nothing is loaded before it is needed, and @azure/identity never for an access token", async () => {
  const { origin } = await serve(json(200, {}));
  const loaded = `["undici", "@azure/identity", "node-forge"].filter((name) =>
    loads.some((url) => url.includes("/node_modules/" + name + "/")))`;
  const { printed } = await run(`
    const before = ${loaded};
    ${get({ endpoint: origin, signIn: accessToken })}
    const after = ${loaded};
    const secret = { method: "clientSecret", source: "a test", tenantId: "t", clientId: "c", clientSecret: "s3cret" };
    const another = new graph.GraphClient({ endpoint: ${JSON.stringify(origin)}, signIn: secret, product: { name: "x", version: "1" },
      authority: { host: "https://127.0.0.1:9", instanceDiscovery: false, federatedAudience: "" } });
    const ask = another.operation({ attempt: "look", permissions: [] });
    const azure = whenLoading("@azure/identity");
    // Nobody answers there, which it would find out after some tries.
    void another.send({ method: "GET", path: graph.graphPath\`x\`, operation: ask }).catch(() => {});
    await azure;
    const whole = loads.some((url) => url.endsWith("/undici/index.js"));
    print({ before, after, whole, signedIn: ${loaded} });
    process.exit();
  `);
  expect(printed).toEqual({
    before: [],
    after: ["undici"],
    whole: false,
    signedIn: ["undici", "@azure/identity"],
  });
});

test("a runtime that has something else under the name undici, as Bun has, sends requests all the same", async () => {
  const { origin } = await serve(json(200, {}));
  const { printed } = await run(`
    const other = "data:text/javascript,export class Agent {} export class EnvHttpProxyAgent {}";
    const resolve = (name, context, next) =>
      name === "undici" ? { url: other, shortCircuit: true } : next(name, context);
    require("node:module").registerHooks({ resolve });
    ${get({ endpoint: origin, signIn: accessToken })}
    print(answer.status);
  `);
  expect(printed).toBe(200);
});

test("a version of undici that has moved its files is loaded as a whole", async () => {
  const { origin } = await serve(json(200, {}));
  const { printed } = await run(`
    const resolve = (name, context, next) => {
      if (name === "undici/lib/dispatcher/agent.js") throw new Error("there is no such file");
      return next(name, context);
    };
    require("node:module").registerHooks({ resolve });
    ${get({ endpoint: origin, signIn: accessToken })}
    print([answer.status, loads.some((url) => url.endsWith("/undici/index.js"))]);
  `);
  expect(printed).toEqual([200, true]);
});

test("NODE_DEBUG shows each try, without authorization, bodies or queries", async () => {
  const { origin, received } = await serve(
    inTurn(
      json(503, { error: { message: "text-of-the-body" } }, { "request-id": "id-of-graph-1" }),
      json(200, { text: "text-of-the-body" }, { "request-id": "id-of-graph-2" }),
    ),
  );
  const { stderr } = await run(`${get({ endpoint: origin, signIn: accessToken })} print(answer.status);`, {
    NODE_DEBUG: "graph-test",
  });
  const [first, second] = received.map(({ headers }) => headers["client-request-id"]);
  const lines = stderr.trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    new RegExp(
      `^GRAPH-TEST \\d+: GET /v1.0/x/a%20b 503 \\d+ms try=1 request-id=id-of-graph-1 client-request-id=${first}$`,
    ),
  );
  expect(lines[1]).toMatch(
    new RegExp(`200 \\d+ms try=2 request-id=id-of-graph-2 client-request-id=${second}$`),
  );
  expect(stderr).not.toMatch(/opaque-token|text-of-the-body|secret-of-the-query/);
});

/** A proxy that leads every name to the server that it stands for here. */
async function serveProxy(ports: Record<string, string>) {
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, socket) => {
    const target = request.url ?? "";
    tunnels.push(target);
    const upstream = connect(Number(ports[target] ?? 0), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on("error", () => end.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, tunnels };
}

const clientSecret = {
  method: "clientSecret",
  source: "a test",
  tenantId,
  clientId,
  clientSecret: "s3cret-of-the-app",
};
const portOf = (origin: string) => new URL(origin).port;

test("HTTPS_PROXY and NODE_EXTRA_CA_CERTS hold for Graph and for signing in", async () => {
  const identity = await serveIdentity(server);
  const service = await serve(json(200, {}), server);
  const proxy = await serveProxy({
    [`${graphHost}:443`]: portOf(service.origin),
    [`${loginHost}:443`]: portOf(identity.origin),
  });
  const authority = { host: `https://${loginHost}`, instanceDiscovery: false, federatedAudience: "" };
  const options = { endpoint: `https://${graphHost}`, signIn: clientSecret, authority };
  const { printed } = await run(`${get(options)} print(answer.status); process.exit();`, {
    HTTPS_PROXY: proxy.url,
    NODE_EXTRA_CA_CERTS: caFile,
  });
  expect(printed).toBe(200);
  expect(new Set(proxy.tunnels)).toEqual(new Set([`${graphHost}:443`, `${loginHost}:443`]));
  expect(identity.tokenRequests).toHaveLength(1);
  expect(service.received[0]?.headers.authorization).toBe("Bearer token-of-entra-1");
});

test("NO_PROXY and this machine are reached without the proxy", async () => {
  const service = await serve(json(200, {}), server);
  const local = await serve(json(200, {}));
  const proxy = await serveProxy({});
  const names = `require("node:dns").lookup = (name, options, done) =>
    done(null, options.all ? [{ address: "127.0.0.1", family: 4 }] : "127.0.0.1", 4);`;
  const env = {
    HTTPS_PROXY: proxy.url,
    HTTP_PROXY: proxy.url,
    NO_PROXY: graphHost,
    NODE_EXTRA_CA_CERTS: caFile,
  };
  const endpoint = `https://${graphHost}:${portOf(service.origin)}`;
  await run(`${names} ${get({ endpoint, signIn: accessToken })} print(answer.status);`, env);
  await run(`${get({ endpoint: local.origin, signIn: accessToken })} print(answer.status);`, env);
  expect(service.received).toHaveLength(1);
  expect(local.received).toHaveLength(1);
  expect(proxy.tunnels).toEqual([]);
});

test("a page that a proxy answers for managed identity is not shown", async () => {
  const proxy = await serve((_request, response) => {
    response
      .writeHead(403, { "content-type": "text/html", "set-cookie": "session=cookie-of-the-proxy" })
      .end("<html>\u001b[2Jblocked\nblocked");
  });
  const options = { endpoint: "http://127.0.0.1:9", signIn: { method: "managedIdentity", source: "a test" } };
  const { printed } = await run(
    `try { ${get(options)} } catch ({ name, message }) { print({ name, message }); }`,
    { HTTP_PROXY: proxy.origin },
  );
  expect(printed).toMatchObject({ name: "SignInError" });
  const text = JSON.stringify(printed);
  expect(text).toContain("Http status code: 403");
  for (const part of ["\\u001b", "<html", "blocked", "cookie"]) expect(text).not.toContain(part);
});
