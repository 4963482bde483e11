import type { Dispatcher } from "undici";

/** Names of this machine, which a proxy cannot reach. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** How long connecting may take, in milliseconds. */
const connectTimeoutMs = 10_000;

/**
 * The connections to one server, kept alive, through the proxy of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` where
 * there is one. Trusts what Node trusts, including `NODE_EXTRA_CA_CERTS`.
 */
export async function makeDispatcher(url: URL): Promise<Dispatcher> {
  // Loading undici takes longer than all else at the start of a provider that has nothing to send.
  // Its file is named, because Bun has something else under the name "undici" that has no dispatchers. A lookup
  // runs in the program's own process, which may be Bun.
  const { Agent, EnvHttpProxyAgent } = await import("undici/index.js");
  // One reset of a shared HTTP/2 connection would leave the outcome of every write on it unknown.
  const options = { allowH2: false, connect: { timeout: connectTimeoutMs } };
  return loopback.test(url.hostname)
    ? new Agent(options)
    : new EnvHttpProxyAgent({ ...options, connectTimeout: connectTimeoutMs });
}
