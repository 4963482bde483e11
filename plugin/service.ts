import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Config } from "../provider/config";
import { mistypedKeys } from "../provider/config/settingNames";
import { settingRows } from "../provider/config/settingRows";
import { lookUp } from "../provider/lookups/lookUp";
import { Session } from "../provider/session";
import { checkResponse } from "./checkResponse";
import { checkConfiguration, configOf, diffConfiguration, secretSettings } from "./configuration";
import { diffResponse } from "./diffResponse";
import type { EngineLog } from "./engineLog";
import { unary } from "./errors";
import { receive, send } from "./properties";
import { ResourceMethods } from "./resourceMethods";
import { Run } from "./run";
import { lookupOf } from "./tokens";

/** The options of the service. */
export interface ServiceOptions {
  /** The version of the package. */
  readonly version: string;
  /** Pulumi's schema of the package, as JSON. */
  readonly schema: () => Promise<string>;
  readonly log: EngineLog;
  /** Default: one session for all providers of the process with the same settings. */
  readonly openSession?: typeof Session.of;
}

/**
 * Pulumi's provider protocol over the lifecycles. It translates the engine's requests and the answers, and decides
 * nothing about assignments.
 *
 * Source: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export class ProviderService {
  /** The methods that are about one resource. */
  readonly resources: ResourceMethods;
  #engine: string | undefined;
  #run = this.#runWith(() => undefined);
  #isCancelled = false;

  constructor(private readonly options: ServiceOptions) {
    this.resources = new ResourceMethods(() => this.#run, options.log);
  }

  /** Whether the run is over, or the user has cancelled it. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** The methods as gRPC calls them. For any other method, the server answers that it is not implemented. */
  get implementation(): UntypedServiceImplementation {
    return {
      handshake: unary(this.handshake),
      attach: unary(this.attach),
      getPluginInfo: unary(this.getPluginInfo),
      getSchema: unary(this.getSchema),
      checkConfig: unary(this.checkConfig),
      diffConfig: unary(this.diffConfig),
      configure: unary(this.configure),
      invoke: unary(this.invoke),
      check: unary(this.resources.check),
      diff: unary(this.resources.diff),
      create: unary(this.resources.create),
      read: unary(this.resources.read),
      update: unary(this.resources.update),
      delete: unary(this.resources.delete),
      cancel: unary(this.cancel),
    };
  }

  readonly handshake = async (request: rpc.ProviderHandshakeRequest) => {
    this.#connect(request.getEngineAddress());
    return new rpc.ProviderHandshakeResponse().setAcceptSecrets(true);
  };

  /** A debugger started this process. The engine attaches later. */
  readonly attach = async (request: { getAddress(): string }) => {
    this.#connect(request.getAddress());
    return new Empty();
  };

  readonly getPluginInfo = async () => new PluginInfo().setVersion(this.options.version);

  readonly getSchema = async (_request: rpc.GetSchemaRequest) =>
    new rpc.GetSchemaResponse().setSchema(await this.options.schema());

  readonly checkConfig = async (request: rpc.CheckRequest) => {
    const { values, secrets } = receive(request.getNews());
    const explicit = !/::default(_[^:]*)?$/.test(request.getUrn());
    const reasons = checkConfiguration(values, process.env, { explicit });
    const mistyped = explicit ? [] : mistypedKeys(Object.keys(values), Object.keys(settingRows));
    mistyped.forEach(this.options.log.warning);
    return checkResponse(send(values, secrets.union(secretSettings)), reasons);
  };

  readonly diffConfig = async (request: rpc.DiffRequest) =>
    diffResponse(diffConfiguration(receive(request.getOlds()).values, receive(request.getNews()).values));

  /** The engine also sends it in a preview, and for providers that nothing uses any more. So it opens nothing yet. */
  readonly configure = async (request: rpc.ConfigureRequest) => {
    const { values, secrets } = receive(request.getArgs());
    this.#run = this.#runWith(configOf(values, secrets));
    return new rpc.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
  };

  readonly invoke = async (request: rpc.InvokeRequest) => {
    const { values, secrets } = receive(request.getArgs());
    const run = this.#run;
    const found = await lookUp(lookupOf(request.getTok()), values, run.session, run);
    return new rpc.InvokeResponse().setReturn(send({ ...found }, secrets));
  };

  /**
   * The engine sends it at the end of every run, and when the user presses Ctrl-C. If it failed, the engine would report
   * a defect of the provider.
   */
  readonly cancel = async () => {
    this.#isCancelled = true;
    this.#run.cancel();
    return new Empty();
  };

  #connect(engine: string): void {
    this.#engine = engine;
    this.options.log.connect(engine);
  }

  #runWith(config: Config): Run {
    return new Run(() => {
      const { openSession = Session.of } = this.options;
      return openSession(config, {
        notify: this.options.log.info,
        ...(this.#engine !== undefined && { engine: this.#engine }),
      });
    });
  }
}
