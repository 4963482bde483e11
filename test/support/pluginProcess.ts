import type { ServiceError } from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Message } from "google-protobuf";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineLog } from "../../plugin/engineLog";
import { receive, send } from "../../plugin/properties";
import { ProviderService } from "../../plugin/service";
import { typeToken } from "../../plugin/tokens";
import { readSettings } from "../../provider/config";
import { type Properties, type PropertyChange, ResourceInitError } from "../../provider/lifecycle/lifecycle";
import type { ResourceClassName } from "../../provider/policyKind";
import { Session } from "../../provider/session";
import type { Handlers } from "./miniEngine";
import { configFor, type ProcessOptions } from "./providerProcess";

/**
 * The provider plugin as the engine would start it against `endpoint`, without an engine and without a network in
 * between: every message is written and read as gRPC would.
 */
export class PluginProcess {
  readonly #service: ProviderService;
  readonly #sessions: Session[] = [];
  readonly #ready: Promise<void>;

  constructor(
    endpoint: string,
    config: Readonly<Record<string, string>>,
    { engine = "127.0.0.1:1", ...options }: ProcessOptions = {},
  ) {
    this.#service = new ProviderService({
      version: "1.2.3",
      schema: async () => "{}",
      log: new EngineLog(),
      openSession: (config, host) => {
        const session = new Session(readSettings(config, {}), { ...host, ...options });
        this.#sessions.push(session);
        return session;
      },
    });
    this.#ready = this.#configure(engine, configFor(endpoint, config));
  }

  /** The handlers of the resource with a name, as the engine asks for them. */
  resource(kind: string, name: string): Handlers {
    const service = this.#service;
    const urn = `urn:pulumi:test::test::${typeToken(kind as ResourceClassName)}::${name}`;
    return {
      check: async (inputs) => {
        const request = new rpc.CheckRequest().setUrn(urn).setNews(sent(inputs));
        const response = await this.#ask(service.resources.check, request);
        return response.getFailuresList().map((failure) => failure.getReason());
      },
      diff: async (olds, news) => {
        const request = new rpc.DiffRequest().setUrn(urn).setOlds(sent(olds)).setNews(sent(news));
        return changesOf(await this.#ask(service.resources.diff, request));
      },
      create: async (inputs) => {
        const request = new rpc.CreateRequest().setUrn(urn).setProperties(sent(inputs));
        const response = await this.#ask(service.resources.create, request);
        return { id: response.getId(), outputs: receive(response.getProperties()).values };
      },
      read: async (id, outputs) => {
        const request = new rpc.ReadRequest().setUrn(urn).setId(id).setProperties(sent(outputs));
        const response = await this.#ask(service.resources.read, request);
        if (response.getId() === "") return undefined;
        const [found, inputs] = [receive(response.getProperties()), receive(response.getInputs())];
        return { outputs: found.values, inputs: inputs.values };
      },
      update: async (id, olds, news) => {
        const request = new rpc.UpdateRequest().setUrn(urn).setId(id).setOlds(sent(olds)).setNews(sent(news));
        return receive((await this.#ask(service.resources.update, request)).getProperties()).values;
      },
      delete: async (id, outputs) => {
        const request = new rpc.DeleteRequest().setUrn(urn).setId(id).setProperties(sent(outputs));
        await this.#ask(service.resources.delete, request);
      },
    };
  }

  /** What the engine does at the end of a run. */
  async close(): Promise<void> {
    await this.#ask(this.#service.cancel, new Empty());
    await Promise.all(this.#sessions.map(({ client }) => client.close()));
  }

  async #configure(engine: string, config: Record<string, string>): Promise<void> {
    const settings = Object.entries(config).map(([key, value]) => [key.replace("intune:", ""), value]);
    await this.#service.handshake(new rpc.ProviderHandshakeRequest().setEngineAddress(engine));
    await this.#service.configure(new rpc.ConfigureRequest().setArgs(sent(Object.fromEntries(settings))));
  }

  async #ask<Q extends Message, A extends Message>(
    method: (request: Q) => Promise<A>,
    request: Q,
  ): Promise<A> {
    await this.#ready;
    try {
      return transported(await method(transported(request)));
    } catch (error) {
      throw kept(error as ServiceError);
    }
  }
}

const sent = (properties: Properties) => send(properties);

function transported<M extends Message>(message: M): M {
  const type = message.constructor as unknown as { deserializeBinary(bytes: Uint8Array): M };
  return type.deserializeBinary(message.serializeBinary());
}

/** What the engine makes of a difference: whether to update or to replace. */
function changesOf(response: rpc.DiffResponse): PropertyChange[] {
  const replaces = new Set(response.getReplacesList());
  const isChanged = response.getChanges() === rpc.DiffResponse.DiffChanges.DIFF_SOME;
  return (isChanged ? response.getDiffsList() : []).map((path) => ({
    path,
    kind: "update",
    ...(replaces.has(path) && { replaces: true }),
  }));
}

/** A failure after which the resource stays in the state comes as a detail of the error. */
function kept(error: ServiceError): Error {
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (details === undefined) return error;
  const [any] = Status.deserializeBinary(details as Buffer).getDetailsList();
  const deserialize = rpc.ErrorResourceInitFailed.deserializeBinary;
  const failed = any?.unpack(deserialize, "pulumirpc.ErrorResourceInitFailed");
  if (!failed) return error;
  return new ResourceInitError(failed.getId(), receive(failed.getProperties()).values, error);
}
