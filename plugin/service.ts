import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Lifecycle, Properties } from "../provider/lifecycle/lifecycle";
import { lookUp } from "../provider/lookups/lookUp";
import { type Problem, unknownValue } from "../provider/problems";
import { resources } from "../provider/resources";
import { type Config, Session } from "../provider/session";
import { type Claim, Claims, describeRivals } from "../provider/targets/claims";
import { checkConfiguration, configOf, diffConfiguration, secretSettings } from "./configuration";
import { diffResponse } from "./diffResponse";
import type { EngineLog } from "./engineLog";
import { failing, unary } from "./errors";
import { receive, send } from "./properties";
import { classOf, lookupOf, nameOf } from "./tokens";

/** What the service says of itself, and how it reaches the engine. */
export interface ServiceOptions {
  /** The version of the package. */
  readonly version: string;
  /** Pulumi's schema of the package, as JSON. */
  readonly schema: () => Promise<string>;
  readonly log: EngineLog;
  /** Default: one session for all providers of the process that have the same settings. */
  readonly openSession?: typeof Session.of;
}

/**
 * Pulumi's provider protocol over the lifecycles: translates what the engine sends and what it is answered, and
 * decides nothing.
 *
 * Source: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export class ProviderService {
  readonly #lifecycles = new Map<string, Lifecycle>();
  #engine: string | undefined;
  #config: Config = () => undefined;
  #known: Session | undefined;
  #run = {};
  #claims = new Claims<string>();
  #isCancelled = false;

  constructor(private readonly options: ServiceOptions) {}

  /** Whether the engine has said that the run is over, or that the user wants it to be. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** The methods as gRPC calls them; those that are not here are answered as not implemented. */
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
      check: unary(this.check),
      diff: unary(this.diff),
      create: unary(this.create),
      read: unary(this.read),
      update: unary(this.update),
      delete: unary(this.delete),
      cancel: unary(this.cancel),
    };
  }

  readonly handshake = async (request: rpc.ProviderHandshakeRequest) => {
    this.#connect(request.getEngineAddress());
    return new rpc.ProviderHandshakeResponse().setAcceptSecrets(true);
  };

  /** A debugger started this process; the engine that it belongs to comes later. */
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
    const failures = checkConfiguration(values, process.env, { explicit });
    const inputs = send(values, secrets.union(secretSettings));
    return new rpc.CheckResponse().setInputs(inputs).setFailuresList(
      failures.map(({ property, reason }) => {
        // The engine prints the value of the property that it is told of.
        const shown = secretSettings.has(property) ? "" : property;
        return new rpc.CheckFailure().setProperty(shown).setReason(reason);
      }),
    );
  };

  readonly diffConfig = async (request: rpc.DiffRequest) =>
    diffResponse(diffConfiguration(receive(request.getOlds()).values, receive(request.getNews()).values));

  /** Comes in a preview too, and for providers that nothing uses any more: so nothing is done with it yet. */
  readonly configure = async (request: rpc.ConfigureRequest) => {
    this.#config = configOf(receive(request.getArgs()).values);
    this.#known = undefined;
    this.#run = {};
    this.#claims = new Claims();
    return new rpc.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
  };

  readonly invoke = async (request: rpc.InvokeRequest) => {
    const { values, secrets } = receive(request.getArgs());
    const found = await lookUp(lookupOf(request.getTok()), values, () => this.#session(), this.#run);
    return new rpc.InvokeResponse().setReturn(send({ ...found }, secrets));
  };

  readonly check = async (request: rpc.CheckRequest) => {
    const { values, secrets } = receive(request.getNews());
    this.#session();
    const lifecycle = this.#lifecycle(request);
    const problems = lifecycle.check(values);
    if (problems.length === 0)
      problems.push(...this.#rivals(request.getUrn(), lifecycle.claim(values), secrets.size > 0));
    // The engine prints the value of a property that it is told of, even of a secret one: so it is told of none.
    const failures = problems.map((reason) => new rpc.CheckFailure().setReason(reason));
    return new rpc.CheckResponse().setInputs(request.getNews()).setFailuresList(failures);
  };

  readonly diff = async (request: rpc.DiffRequest) => {
    const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
    return diffResponse(this.#lifecycle(request).diff(olds.values, news.values));
  };

  readonly create = async (request: rpc.CreateRequest) => {
    const { values, secrets } = receive(request.getProperties());
    const lifecycle = this.#lifecycle(request);
    const kept = marked(lifecycle, secrets);
    if (request.getPreview()) {
      return new rpc.CreateResponse().setProperties(send(planned(lifecycle, values), kept));
    }
    const created = this.#about(request, () => lifecycle.create(values, timeoutOf(request)));
    const { id, outputs } = await created.catch(failing(kept));
    return new rpc.CreateResponse().setId(id).setProperties(send(outputs, kept));
  };

  readonly read = async (request: rpc.ReadRequest) => {
    const [olds, inputs] = [receive(request.getProperties()), receive(request.getInputs())];
    const lifecycle = this.#lifecycle(request);
    const known = { ...inputs.values, ...olds.values };
    const found = await this.#about(request, () => lifecycle.read(request.getId(), known));
    if (found === undefined) return new rpc.ReadResponse();
    const secrets = marked(lifecycle, olds.secrets.union(inputs.secrets));
    return new rpc.ReadResponse()
      .setId(request.getId())
      .setProperties(send(found.outputs, secrets))
      .setInputs(send(found.inputs, secrets));
  };

  readonly update = async (request: rpc.UpdateRequest) => {
    const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
    const lifecycle = this.#lifecycle(request);
    const kept = marked(lifecycle, news.secrets);
    if (request.getPreview()) {
      return new rpc.UpdateResponse().setProperties(send(planned(lifecycle, news.values), kept));
    }
    const updated = this.#about(request, () =>
      lifecycle.update(request.getId(), olds.values, news.values, timeoutOf(request)),
    );
    return new rpc.UpdateResponse().setProperties(send(await updated.catch(failing(kept)), kept));
  };

  readonly delete = async (request: rpc.DeleteRequest) => {
    const { values } = receive(request.getProperties());
    await this.#about(request, () =>
      this.#lifecycle(request).delete(request.getId(), values, timeoutOf(request)),
    );
    return new Empty();
  };

  /** Comes at the end of every run, and when the user presses Ctrl-C. An error here would be shown as a defect. */
  readonly cancel = async () => {
    this.#isCancelled = true;
    this.#known?.cancel();
    return new Empty();
  };

  /** The engine asks to check each resource of the program, also those that have not changed. */
  #rivals(urn: string, claim: Claim | undefined, secret: boolean): Problem[] {
    const rival = claim && this.#claims.add(urn, claim, secret);
    return rival ? [describeRivals(nameOf(urn), { ...rival, owner: nameOf(rival.owner) })] : [];
  }

  #connect(engine: string): void {
    this.#engine = engine;
    this.options.log.connect(engine);
  }

  #about<T>(request: { getUrn(): string }, work: () => Promise<T>): Promise<T> {
    return this.options.log.about(request.getUrn(), work);
  }

  #session(): Session {
    const { openSession = Session.of } = this.options;
    this.#known ??= openSession(this.#config, {
      notify: this.options.log.info,
      ...(this.#engine !== undefined && { engine: this.#engine }),
    });
    return this.#known;
  }

  #lifecycle(request: { getUrn(): string }): Lifecycle {
    const name = classOf(request.getUrn());
    const known = this.#lifecycles.get(name);
    if (known !== undefined) return known;
    const make = resources.get(name);
    if (make === undefined) {
      throw new Error(
        `This version of the provider has no resource "${name}"; it has ${[...resources.keys()].join(", ")}.`,
      );
    }
    const made = make(() => this.#session().assignments);
    this.#lifecycles.set(name, made);
    return made;
  }
}

/** The resource option `customTimeouts`, in milliseconds; the engine sends seconds, or 0 if it is not set. */
function timeoutOf(request: { getTimeout(): number }): number | undefined {
  return request.getTimeout() > 0 ? request.getTimeout() * 1_000 : undefined;
}

/** What is known of the outputs before the resource is written. */
function planned(lifecycle: Lifecycle, inputs: Properties): Properties {
  return { ...inputs, [lifecycle.output]: unknownValue };
}

/** What Graph makes of a secret tells of it. */
function marked(lifecycle: Lifecycle, secrets: ReadonlySet<string>): ReadonlySet<string> {
  return secrets.size === 0 ? secrets : new Set([...secrets, lifecycle.output]);
}
