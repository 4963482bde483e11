import type { GraphClient, Operation } from "../graph";
import type { Notify } from "../notices";
import { describePolicy, type Policy, policyKey } from "../policyKind";
import { contentKey, describeTarget, identify } from "../targets/identity";
import type { Target } from "../targets/target";
import { AssignAction } from "./assignAction";
import type { AssignmentSet } from "./assignmentSet";
import { type Delays, delays } from "./delays";
import type { Entry } from "./entry";
import { DuplicateTargetError, NotConfirmedError, UnconfirmedWriteError } from "./errors";
import { beTheSet, ensure, type Intent, type Known, letGo } from "./intent";
import { missingFrom } from "./plan";
import { PolicyReader } from "./policyReader";
import { PolicyWriter } from "./policyWriter";
import { Run } from "./run";
import { SingleVerbs } from "./singleVerbs";
import { Traffic } from "./traffic";
import { type WriteRouteSetting, WriteRoutes } from "./writeRoute";
import type { WriterParts } from "./writerParts";
import { WriteVersions } from "./writeVersions";

export interface PolicyAssignmentsOptions {
  readonly writeRoute: WriteRouteSetting;
  readonly settleSeconds: number;
  readonly notify: Notify;
  /** What the processes of one run against one tenant have in common; undefined where there is only this one. */
  readonly runPlace?: string;
  /** How long Graph is given to show a write. Shorter in tests. */
  readonly delays?: Delays;
}

interface Made {
  readonly set: AssignmentSet;
  readonly existed: boolean;
}

/** How often an intent is written again that was gone after `settleSeconds`. */
const settleRounds = 5;

/** The assignments of policies in Graph, as one process of the engine sees and writes them. */
export class PolicyAssignments {
  readonly #reader: PolicyReader;
  readonly #parts: WriterParts;
  readonly #writers = new Map<string, PolicyWriter>();
  /** The targets that resources of this process have declared by a create or update. */
  readonly #claims = new Set<string>();

  constructor(
    private readonly client: GraphClient,
    private readonly options: PolicyAssignmentsOptions,
  ) {
    this.#reader = new PolicyReader(client);
    const versions = new WriteVersions();
    this.#parts = {
      client,
      reader: this.#reader,
      verbs: new SingleVerbs(client, versions),
      assign: new AssignAction(client, versions),
      routes: new WriteRoutes(options.writeRoute, options.notify),
      run: new Run(options.runPlace),
      traffic: new Traffic(),
      delays: options.delays ?? delays,
      shared: options.settleSeconds > 0,
    };
  }

  /** The direct assignments of a policy: as fresh as the first read of this process since its last write. */
  async list(policy: Policy): Promise<readonly Entry[]> {
    return (await this.#read(policy)).direct;
  }

  /** The same with those that policy sets made: what the policy reaches, whoever governs it. */
  async listAll(policy: Policy): Promise<readonly Entry[]> {
    return (await this.#read(policy)).entries;
  }

  /** The assignment that a resource knows, if it is there. */
  async find(policy: Policy, known: Known): Promise<Entry | undefined> {
    return (await this.#read(policy)).own(known);
  }

  /**
   * Keeps targets, which the program declares unchanged, from being taken away in the name of another resource.
   *
   * @returns Whether all are still there, as far as this run knows. Where one is not, its resource has to be updated.
   */
  hold(policy: Policy, targets: readonly Target[]): boolean {
    const { run, traffic } = this.#parts;
    traffic.stirs();
    const ledger = run.ledgerOf(policy);
    const identities = targets.map(identify);
    for (const identity of identities) ledger.tell("holds", identity);
    run.listen();
    return !identities.some(({ content }) => ledger.isTaken(content));
  }

  /**
   * Makes a target assigned, in the place of `old` where there is one.
   *
   * @param timeoutMs - How long this may take. Default: the setting `operationTimeout`.
   * @throws UnconfirmedWriteError around a failure after which the assignment may be there all the same.
   */
  async ensure(policy: Policy, target: Target, old?: Known, timeoutMs?: number): Promise<Entry> {
    const intent = ensure(policy, target, old);
    const { set, existed } = await this.#claimAndMake(intent, timeoutMs);
    const entry = set.withContent(contentKey(target));
    if (entry === undefined)
      throw new NotConfirmedError(intent.attempt, [describeTarget(target)], "any more");
    if (old === undefined && existed) {
      this.options.notify(
        `The assignment of ${describeTarget(target)} on ${describePolicy(policy)} is there already and is taken over as it is.`,
      );
    }
    return entry;
  }

  /** Takes away the assignment that a resource knows. */
  async remove(policy: Policy, known: Known, timeoutMs?: number): Promise<void> {
    await this.#make(letGo(policy, known), timeoutMs).catch(throwCause);
  }

  /** Takes away the whole set of a policy, but for what another resource of this run wants of it. */
  async removeAll(policy: Policy, timeoutMs?: number): Promise<void> {
    await this.#make(beTheSet(policy, []), timeoutMs).catch(throwCause);
  }

  /**
   * Makes the targets the whole set of a policy, but for what another resource of this run wants of it.
   *
   * @throws UnconfirmedWriteError around a failure after which the set may be there all the same.
   */
  async replaceAll(
    policy: Policy,
    targets: readonly Target[],
    timeoutMs?: number,
  ): Promise<readonly Entry[]> {
    return (await this.#claimAndMake(beTheSet(policy, targets), timeoutMs)).set.direct;
  }

  #read(policy: Policy): Promise<AssignmentSet> {
    const operation = this.client.operation({
      attempt: `read the assignments of ${describePolicy(policy)}`,
      permissions: policy.kind.permissions.read,
    });
    return this.#reader.read(policy, operation, Number.NEGATIVE_INFINITY);
  }

  /** Refuses two resources that declare one target: the second would be deleted with the first. */
  async #claimAndMake(intent: Intent, timeoutMs: number | undefined): Promise<Made> {
    const claims = intent.wants.map(({ key }) => `${policyKey(intent.policy)} ${key}`);
    intent.wants.forEach(({ target }, index) => {
      if (this.#claims.has(claims[index] ?? "")) throw new DuplicateTargetError(intent.policy, target);
    });
    for (const claim of claims) this.#claims.add(claim);
    try {
      return await this.#make(intent, timeoutMs);
    } catch (error) {
      if (!(error instanceof UnconfirmedWriteError)) for (const claim of claims) this.#claims.delete(claim);
      throw error;
    }
  }

  /**
   * Makes an intent true and, where other deployments write the same policy, looks again once every write that was
   * under way has landed.
   */
  async #make(intent: Intent, timeoutMs: number | undefined): Promise<Made> {
    const { policy, attempt } = intent;
    const operation = this.client.operation({
      attempt,
      permissions: policy.kind.permissions.write,
      timeoutMs,
    });
    const settleMs = this.options.settleSeconds * 1_000;
    for (let round = 1; ; round++) {
      const outcome = await this.#writer(policy).submit(intent, operation);
      if (outcome.kind === "failed") {
        throw outcome.sent ? new UnconfirmedWriteError(outcome.error) : outcome.error;
      }
      if (settleMs === 0 || !outcome.sent) return outcome;
      const missing = await this.#settle(intent, operation, settleMs).catch((error: unknown) => {
        throw new UnconfirmedWriteError(error);
      });
      if (missing.length === 0) return outcome;
      if (round === settleRounds) {
        const detail = `because other writers took it away ${round} times`;
        throw new UnconfirmedWriteError(new NotConfirmedError(attempt, missing, detail));
      }
    }
  }

  async #settle(intent: Intent, operation: Operation, settleMs: number): Promise<readonly string[]> {
    await operation.sleep(settleMs);
    const set = await this.#reader.read(intent.policy, operation, performance.now());
    return missingFrom(set, intent, this.#parts.run.ledgerOf(intent.policy));
  }

  #writer(policy: Policy): PolicyWriter {
    const key = policyKey(policy);
    const known = this.#writers.get(key);
    if (known !== undefined) return known;
    const writer = new PolicyWriter(policy, this.#parts);
    this.#writers.set(key, writer);
    return writer;
  }
}

function throwCause(error: unknown): never {
  throw error instanceof UnconfirmedWriteError ? error.cause : error;
}
