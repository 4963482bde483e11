import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import grpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import rpc from "@pulumi/pulumi/proto/provider_pb.js";
import { execa } from "execa";
import struct, { type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";

/** A resource of an exported state. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, JavaScriptValue>>;
}

/** The milliseconds from the start of a provider process to its answers. */
export interface Start {
  /** Of `Configure`. */
  readonly configured: number;
  /** Of the first `Check`, for which it has to know a class of resources. */
  readonly checked: number;
}

type Done = (error: ServiceError | null) => void;

/** Where a provider looks for the engine. It sends nothing there until it has something to report. */
const engine = "127.0.0.1:1";

/** Starts a provider process as the engine does, lets it check a resource, and ends it. */
export async function startProvider(
  [command, ...args]: readonly [string, ...string[]],
  { inputs, urn }: Resource,
  cwd: string,
): Promise<Start> {
  const began = performance.now();
  const started = execa(command, [...args, engine], {
    cwd,
    env: { NODE_DISABLE_COMPILE_CACHE: "1", INTUNE_ACCESS_TOKEN: "bench" },
    stdin: "ignore",
    buffer: false,
    reject: false,
  });
  try {
    const [port] = (await once(createInterface(started.stdout), "line")) as [string];
    const client = new grpc.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    try {
      const settings = new rpc.ConfigureRequest().setArgs(new struct.Struct());
      await promisify((done: Done) => client.configure(settings, done))();
      const configured = performance.now() - began;
      const request = new rpc.CheckRequest().setUrn(urn).setOlds(new struct.Struct());
      request.setNews(struct.Struct.fromJavaScript(inputs));
      await promisify((done: Done) => client.check(request, done))();
      return { configured, checked: performance.now() - began };
    } finally {
      client.close();
    }
  } finally {
    started.kill("SIGKILL");
    await started;
  }
}
