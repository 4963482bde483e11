import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Lifecycle, Properties } from "../provider/lifecycle/lifecycle";
import { describeProblem, unknownValue } from "../provider/problems";
import { type Claim, describeRivals } from "../provider/targets/claims";
import { checkResponse } from "./checkResponse";
import { diffResponse } from "./diffResponse";
import type { EngineLog } from "./engineLog";
import { failing } from "./errors";
import { inDetail } from "./inDetail";
import { receive, send } from "./properties";
import type { Run } from "./run";
import { nameOf } from "./tokens";

/** The methods of the protocol that are about one resource. */
export class ResourceMethods {
  constructor(
    private readonly run: () => Run,
    private readonly log: EngineLog,
  ) {}

  readonly check = async (request: rpc.CheckRequest) => {
    const { values, secrets } = receive(request.getNews());
    this.run().session();
    const lifecycle = this.#lifecycle(request);
    const reasons = lifecycle.check(values).map((problem) => describeProblem(problem, secrets));
    const claim = reasons.length === 0 ? lifecycle.claim(values) : undefined;
    if (claim !== undefined) reasons.push(...this.#rivals(request.getUrn(), claim, secrets.size > 0));
    return checkResponse(request.getNews(), reasons);
  };

  readonly diff = async (request: rpc.DiffRequest) => {
    const [olds, news] = [receive(request.getOlds()).values, receive(request.getNews()).values];
    const changes = this.#lifecycle(request).diff(olds, news);
    return diffResponse(changes.flatMap((change) => inDetail(change, olds, news)));
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

  /** Finds every rival, because the engine checks each resource of the program, changed or not. */
  #rivals(urn: string, claim: Claim, isSecret: boolean): string[] {
    const rival = this.run().claims.add(urn, claim);
    if (rival === undefined) return [];
    return [describeRivals(nameOf(urn), claim, { ...rival, owner: nameOf(rival.owner) }, isSecret)];
  }

  #lifecycle(request: { getUrn(): string }): Lifecycle {
    return this.run().lifecycleOf(request.getUrn());
  }

  #about<T>(request: { getUrn(): string }, work: () => Promise<T>): Promise<T> {
    return this.log.about(request.getUrn(), work);
  }
}

/** The resource option `customTimeouts`, in milliseconds. The engine sends seconds, or 0 if the option is not set. */
function timeoutOf(request: { getTimeout(): number }): number | undefined {
  return request.getTimeout() > 0 ? request.getTimeout() * 1_000 : undefined;
}

/** The outputs as far as a preview knows them. */
function planned(lifecycle: Lifecycle, inputs: Properties): Properties {
  return { ...inputs, [lifecycle.output]: unknownValue };
}

/** What Graph makes of a secret shows the secret, so it is secret too. */
function marked(lifecycle: Lifecycle, secrets: ReadonlySet<string>): ReadonlySet<string> {
  return secrets.size === 0 ? secrets : new Set([...secrets, lifecycle.output]);
}
