import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { it } from "vitest";
import { exampleStack } from "./example";

/** A proxy that notes whom it is asked to reach, and reaches nobody. */
async function deadEnd() {
  const hosts = new Set<string>();
  const proxy = createServer().on("connect", ({ url }, socket) => {
    hosts.add(url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, hosts, close: () => proxy.close() };
}

it.concurrent.for([
  { what: "sign-in", host: "login.microsoftonline.us:443", signIn: { ARM_CLIENT_SECRET: "a-secret" } },
  { what: "Graph", host: "graph.microsoft.us:443", signIn: { INTUNE_ACCESS_TOKEN: "a-token" } },
])(
  "us-government: $what is that of the cloud, and nobody else is asked",
  async ({ host, signIn }, { expect, onTestFinished }) => {
    const proxy = await deadEnd();
    onTestFinished(() => void proxy.close());
    const stack = await exampleStack("us-government", {
      env: {
        HTTPS_PROXY: proxy.url,
        // The engine's own processes talk to each other past the proxy.
        NO_PROXY: "localhost,127.0.0.1",
        INTUNE_OPERATION_TIMEOUT: "2s",
        ...("ARM_CLIENT_SECRET" in signIn && {
          ARM_TENANT_ID: "70000000-0000-4000-8000-000000000001",
          ARM_CLIENT_ID: "80000000-0000-4000-8000-000000000001",
        }),
        ...signIn,
      },
    });
    await stack.up({ expectFailure: true });
    expect([...proxy.hosts]).toEqual([host]);
  },
);
