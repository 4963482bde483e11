import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An endpoint for managed identity, like that of Azure App Service. It counts the tokens that it issues. */
export async function withIdentity<T>(
  work: (identity: { readonly env: Record<string, string>; tokens(): number }) => Promise<T>,
): Promise<T> {
  let given = 0;
  const server = createServer((_request, response) => {
    given++;
    const expires_on = String(Math.floor(Date.now() / 1_000) + 86_400);
    const token = { access_token: "bench", expires_on, resource: "graph", token_type: "Bearer" };
    response.setHeader("content-type", "application/json").end(JSON.stringify(token));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const env = {
    ARM_USE_MSI: "true",
    IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/token`,
    IDENTITY_HEADER: "bench",
  };
  try {
    return await work({
      env,
      tokens() {
        const count = given;
        given = 0;
        return count;
      },
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
