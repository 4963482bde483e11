import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { readSettings } from "../../../provider/config";
import { GraphClient, graphPath } from "../../../provider/graph";
import { makeServerCertificate, trust } from "./certificates";
import { operationOf } from "./client";
import { clientId, type IdentityService, serveIdentity, tenantId } from "./identity";
import { type Answer, json, type Service, serve } from "./service";

const { ca, server } = makeServerCertificate();
trust(ca);

/** An identity service, and a Graph that takes its tokens. */
export interface World {
  readonly identity: IdentityService;
  readonly graph: Service;
  /** A client whose settings are read from the configuration and environment given. */
  client(config: Record<string, string>, env?: Record<string, string>): GraphClient;
}

export async function world(options: { answer?: Answer; expiresIn?: number } = {}): Promise<World> {
  const identity = await serveIdentity(server, options.expiresIn);
  const graph = await serve(options.answer ?? json(200, {}));
  return {
    identity,
    graph,
    client(config, env = {}) {
      const all: Record<string, string> = {
        "intune:graphEndpoint": graph.origin,
        "intune:authorityHost": identity.origin,
        "intune:operationTimeout": "20s",
        ...config,
      };
      const client = new GraphClient(readSettings((key) => all[key], env).graph);
      onTestFinished(() => client.close());
      return client;
    },
  };
}

/** The settings of every application. */
export const principal = { "intune:tenantId": tenantId, "intune:clientId": clientId };

/** Sends one request, for which the client has to sign in. */
export async function get(client: GraphClient): Promise<void> {
  await client.send({ method: "GET", path: graphPath`deviceManagement`, operation: operationOf(client) });
}

/** A folder of a test's own, while it runs. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sign-in-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Writes a file, by default into a {@link newFolder}. */
export async function fileWith(name: string, content: string | Buffer, folder?: string): Promise<string> {
  const file = join(folder ?? (await newFolder()), name);
  await writeFile(file, content);
  return file;
}

/** What every sign-in of an application has in common. */
export function expectSignedIn({ identity, graph }: World): void {
  expect(identity.tokenRequests).toHaveLength(1);
  expect(identity.tokenRequests[0]).toMatchObject({
    grant_type: "client_credentials",
    client_id: clientId,
    scope: expect.stringContaining(`${graph.origin}/.default`),
  });
  expect(graph.received.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-of-entra-1"]);
}
