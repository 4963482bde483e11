import type { GraphClient, Operation } from "../graph";
import type { Notify } from "../notices";
import { describePolicy, type Policy, policyKey } from "../policyKind";
import type { Target } from "../target";
import { contentKey, describeTarget, identify, isExclusion } from "../targets/identity";
import { AssignAction } from "./assignAction";
import type { AssignmentSet } from "./assignmentSet";
import { type Delays, delays } from "./delays";
import type { Entry } from "./entry";
import { DuplicateTargetError, NotConfirmedError, UnconfirmedWriteError } from "./errors";
import { beTheSet, ensure, type Intent, letGo, type OwnAssignment } from "./intent";
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
  /** What the processes of one run against one tenant have in common; undefined if there is only this process. */
  readonly runPlace?: string;
  /** How long Graph is given to show a write. Shorter in tests. */
  readonly delays?: Partial<Delays>;
}

interface Made {
  readonly set: AssignmentSet;
  readonly existed: boolean;
}

/** How often an intent is written that is gone again after `settleSeconds`. */
const settleRounds = 5;

/** The assignments of policies in Graph, as one process of the engine sees and writes them. */
export class PolicyAssignments {
  readonly #reader: PolicyReader;
  readonly #parts: WriterParts;
  readonly #writers = new Map<string, PolicyWriter>();
  /** The targets that resources of this process have created or updated. */
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
      delays: { ...delays, ...options.delays },
      shared: options.settleSeconds > 0,
    };
  }

  /**
   * The direct assignments of a policy, as the first read after this process's last write showed them.
   *
   * @param olds - The targets that the state says the policy has.
   */
  async list(policy: Policy, olds: readonly Target[] = []): Promise<readonly Entry[]> {
    return (await this.#read(policy, olds)).direct;
  }

  /** All assignments of a policy, including those from policy sets: everyone the policy reaches. */
  async listAll(policy: Policy): Promise<readonly Entry[]> {
    return (await this.#read(policy)).entries;
  }

  /** Finds a resource's assignment: none if it does not exist, several if an update failed and both may be the resource's. */
  async find(policy: Policy, known: OwnAssignment): Promise<readonly Entry[]> {
    return (await this.#read(policy, [known.target])).own(known);
  }

  /**
   * Notes what the program declares. The engine checks each resource of the program. A refresh only compares resources, so
   * it declares nothing.
   */
  declare(policy: Policy, targets: readonly Target[]): void {
    const ledger = this.#parts.run.ledgerOf(policy);
    for (const target of targets) ledger.declare(identify(target));
  }

  /**
   * Protects the targets of an unchanged resource: no other resource can remove them in this run. A refresh must not
   * protect what the program after it removes, so this protects only what the program declares.
   *
   * @returns Whether all are still assigned, as far as this run knows. If one is not, update its resource.
   */
  hold(policy: Policy, targets: readonly Target[]): boolean {
    const { run, traffic } = this.#parts;
    const ledger = run.ledgerOf(policy);
    const identities = targets.map(identify);
    if (!identities.every((identity) => ledger.declares(identity))) return true;
    traffic.expected();
    ledger.tell({ holds: identities });
    run.listen();
    return !identities.some((identity) => ledger.mayBeGone(identity));
  }

  /** Protects what the program reads without managing it, also from the resource that managed it before. */
  keep(policy: Policy, targets: readonly Target[]): void {
    this.declare(policy, targets);
    this.hold(policy, targets);
  }

  /**
   * Assigns a target. If there is an `old` assignment, the target takes its place.
   *
   * @param timeoutMs - How long this may take. Default: the setting `operationTimeout`.
   * @throws UnconfirmedWriteError if the assignment may exist in spite of a failure, which is its cause.
   */
  async ensure(policy: Policy, target: Target, old?: OwnAssignment, timeoutMs?: number): Promise<Entry> {
    const intent = ensure(policy, target, old);
    const { set, existed } = await this.#claimAndMake(intent, timeoutMs);
    const entry = set.withContent(contentKey(target));
    if (entry === undefined)
      throw new NotConfirmedError(intent.attempt, [describeTarget(target)], "any more");
    if (old === undefined && existed) {
      this.options.notify(
        `The assignment of ${describeTarget(target)} on ${describePolicy(policy)} exists already. This resource now manages it.`,
      );
    }
    return entry;
  }

  /** Removes an assignment. */
  async remove(policy: Policy, known: OwnAssignment, timeoutMs?: number): Promise<void> {
    await this.#make(letGo(policy, known), timeoutMs).catch(throwCause);
  }

  /** Removes the whole set of a policy, except what another resource of this run wants. */
  async removeAll(policy: Policy, olds: readonly Target[], timeoutMs?: number): Promise<void> {
    await this.#make(beTheSet(policy, [], olds), timeoutMs).catch(throwCause);
  }

  /**
   * Makes the targets the whole set of a policy. What another resource of this run wants stays, too.
   *
   * @param olds - The targets that the state says the set has. If a reading does not show them, it is read again.
   * @throws UnconfirmedWriteError if the set may exist in spite of a failure, which is its cause.
   */
  async replaceAll(
    policy: Policy,
    targets: readonly Target[],
    olds: readonly Target[],
    timeoutMs?: number,
  ): Promise<readonly Entry[]> {
    return (await this.#claimAndMake(beTheSet(policy, targets, olds), timeoutMs)).set.direct;
  }

  /** @param olds - What the state says. An exclusion that one reading does not show can still be there. */
  #read(policy: Policy, olds: readonly Target[] = []): Promise<AssignmentSet> {
    const operation = this.client.operation({
      attempt: `read the assignments of ${describePolicy(policy)}`,
      permissions: policy.kind.permissions.read,
    });
    const exclusions = olds.map(identify).filter(isExclusion);
    return this.#readUntil(policy, operation, Number.NEGATIVE_INFINITY, (set) =>
      exclusions.every(({ key }) => set.withKey(key).length > 0),
    );
  }

  /** Reads a policy that settles late until a reading is the one to go on with, and any other once. */
  async #readUntil(
    policy: Policy,
    operation: Operation,
    since: number,
    isEnough: (set: AssignmentSet) => boolean,
  ): Promise<AssignmentSet> {
    const pauses = policy.kind.settlesLate ? this.#parts.delays.lateConfirmation : [];
    let set = await this.#reader.read(policy, operation, since);
    for (const pause of pauses.slice(1)) {
      if (isEnough(set)) break;
      await operation.sleep(pause);
      set = await this.#reader.read(policy, operation, performance.now());
    }
    return set;
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
   * Carries out an intent. With `settleSeconds`, it then waits until other deployments' writes have landed, and
   * checks the result.
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
        throw outcome.sent ? new UnconfirmedWriteError(outcome.error, outcome.left) : outcome.error;
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
    const missing = (set: AssignmentSet) => missingFrom(set, intent, this.#parts.run.ledgerOf(intent.policy));
    const isEnough = (set: AssignmentSet) => missing(set).length === 0;
    return missing(await this.#readUntil(intent.policy, operation, performance.now(), isEnough));
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
