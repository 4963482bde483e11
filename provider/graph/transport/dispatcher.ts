import type { Agent, Dispatcher } from "undici";

/** Names of this machine, which a proxy cannot reach. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const proxyVariables = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"];

/** How long connecting may take, in milliseconds. */
const connectTimeoutMs = 10_000;

/** Each request has a timer of its own. undici's would end it after five minutes. */
const untimed = { headersTimeout: 0, bodyTimeout: 0 };

/**
 * The connections to one server, kept alive, through the proxy of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` where
 * there is one. Trusts what Node trusts, including `NODE_EXTRA_CA_CERTS`.
 */
export async function makeDispatcher(url: URL): Promise<Dispatcher> {
  // One reset of a shared HTTP/2 connection would leave the outcome of every write on it unknown.
  const options = { allowH2: false, connect: { timeout: connectTimeoutMs }, ...untimed };
  const isProxied = proxyVariables.some((name) => process.env[name]) && !loopback.test(url.hostname);
  if (!isProxied) return new (await loadAgent())(options);
  const { EnvHttpProxyAgent } = await loadUndici();
  return new EnvHttpProxyAgent({ ...options, connectTimeout: connectTimeoutMs });
}

/**
 * Loading undici takes longer than anything else at the start of a provider process, and most of it is fetch, caches and
 * mocks. So this loads one file of it. The file is not part of undici's API: if a version has moved it, all is loaded.
 */
async function loadAgent(): Promise<typeof Agent> {
  try {
    // @ts-expect-error undici declares no types for its single files.
    return (await import("undici/lib/dispatcher/agent.js")).default;
  } catch {
    return (await loadUndici()).Agent;
  }
}

/**
 * The file is named, because Bun has something else under the name "undici" that has no dispatchers. A lookup runs in
 * the program's own process, which may be Bun.
 */
function loadUndici() {
  return import("undici/index.js");
}
