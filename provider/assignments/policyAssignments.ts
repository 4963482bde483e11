import type { GraphClient, Operation } from "../graph";
import type { Notify } from "../notices";
import { describePolicy, type Policy, policyKey } from "../policyKind";
import { contentKey, describeTarget, targetKey } from "../targets/identity";
import type { Target } from "../targets/target";
import { filterOf, toGraph } from "../targets/wire";
import { type Author, type Change, ensure, type Known, remove, replaceAll } from "./change";
import { type Claim, Claims } from "./claims";
import { contentOf, type Entry, findByContent, findById, findByTarget, isDirect } from "./entry";
import { NotConfirmedError } from "./errors";
import { type Patience, patience } from "./patience";
import { PolicyReader } from "./policyReader";
import { readingAge } from "./readingAge";
import { type Committed, SetWriter } from "./setWriter";
import { SingleVerbs } from "./singleVerbs";
import { type WriteRouteSetting, WriteRoutes } from "./writeRoute";

/** @internal */
export interface PolicyAssignmentsOptions {
  readonly writeRoute: WriteRouteSetting;
  readonly settleSeconds: number;
  readonly notify: Notify;
  /** How long Graph is given to show a write. Shorter in tests. */
  readonly patience?: Patience;
}

interface Ensured {
  readonly entry: Entry;
  /** Whether it was there before. */
  readonly existed: boolean;
}

/** Who holds the targets of a set, in place of an assignment's id. */
const wholeSet = "the whole set";
/** How often a change is written again that was gone after `settleSeconds`. */
const settleRounds = 5;

/**
 * The assignments of policies in Graph, as one process of the engine sees them: what is read, who claims
 * what, and the one writer of each policy.
 *
 * @internal
 */
export class PolicyAssignments {
  readonly #reader: PolicyReader;
  readonly #verbs: SingleVerbs;
  readonly #routes: WriteRoutes;
  readonly #claims = new Claims();
  readonly #writers = new Map<string, SetWriter>();

  constructor(
    private readonly client: GraphClient,
    private readonly options: PolicyAssignmentsOptions,
  ) {
    this.#reader = new PolicyReader(client, options.patience ?? patience);
    this.#verbs = new SingleVerbs(client, this.#reader);
    this.#routes = new WriteRoutes(options.writeRoute, options.notify);
  }

  /** The direct assignments of a policy: as fresh as the first read of this process since its last write. */
  async list(policy: Policy): Promise<readonly Entry[]> {
    return (await this.listAll(policy)).filter(isDirect);
  }

  /** The same with those that policy sets made: what the policy reaches, whoever governs it. */
  listAll(policy: Policy): Promise<readonly Entry[]> {
    const operation = this.client.operation({
      attempt: `read the assignments of ${describePolicy(policy)}`,
      permissions: policy.kind.permissions.read,
    });
    return this.#reader.read(policy, operation, Number.NEGATIVE_INFINITY);
  }

  /** The assignment that a resource knows, if it is there. */
  async find(policy: Policy, { assignmentId, target }: Partial<Known>): Promise<Entry | undefined> {
    const entries = await this.list(policy);
    return findById(entries, assignmentId) ?? (target && findByTarget(entries, target));
  }

  /** Keeps targets, which the program declares unchanged, from being taken away in the name of another resource. */
  hold(policy: Policy, targets: readonly Target[]): void {
    for (const target of targets) this.#claims.hold(policy, target);
  }

  /** Makes a target assigned, in the place of `old` where there is one. */
  async ensure(policy: Policy, target: Target, old?: Known): Promise<Entry> {
    const what = describeTarget(target);
    const attempt =
      old === undefined
        ? `create the assignment of ${what} on ${describePolicy(policy)}`
        : `change the assignment on ${describePolicy(policy)} from ${describeTarget(old.target)} to ${what}`;
    const author = this.#author(policy, attempt, old?.assignmentId);
    const claim = this.#claims.take(policy, target, old?.assignmentId);
    try {
      const { entry, existed } = await this.#ensure(author, target, old);
      claim.holder = entry.id;
      claim.adopted = existed && entry.id !== old?.assignmentId;
      if (old !== undefined && targetKey(old.target) !== targetKey(target)) {
        this.#claims.release(policy, old.target, old.assignmentId);
      }
      if (old === undefined && existed) {
        this.options.notify(
          `The assignment of ${what} on ${describePolicy(policy)} is there already and is taken over as it is.`,
        );
      }
      return entry;
    } catch (error) {
      this.#claims.release(policy, target, claim.holder);
      throw error;
    }
  }

  #ensure(author: Author, target: Target, old?: Known): Promise<Ensured> {
    const operation = this.#operation(author);
    const assign = async (): Promise<Ensured> => {
      const change = ensure(author, target, old);
      const { before, entries } = await this.#commit(change, operation);
      const entry = findByContent(entries, target);
      if (entry === undefined) throw new NotConfirmedError(author.attempt, change.missing(entries), "");
      return { entry, existed: findByContent(before, target) !== undefined };
    };
    // v1.0 has no filters: its verbs could neither set nor clear one.
    if (hasFilter(target) || (old && hasFilter(old.target))) return assign();
    const verbs = () =>
      this.#writer(author.policy).beside(() => this.#verbs.ensure(author, operation, target, old));
    return this.#routes.write(author.policy.kind, verbs, assign);
  }

  /** Takes away the assignment that a resource knows. */
  async remove(policy: Policy, known: Known): Promise<void> {
    const attempt = `delete the assignment of ${describeTarget(known.target)} on ${describePolicy(policy)}`;
    const author = this.#author(policy, attempt, known.assignmentId);
    const operation = this.#operation(author);
    await this.#routes.write(
      policy.kind,
      () => this.#writer(policy).beside(() => this.#verbs.remove(author, operation, known)),
      async () => void (await this.#commit(remove(author, known), operation)),
    );
    this.#claims.release(policy, known.target, known.assignmentId);
  }

  /** Makes the targets the whole set of a policy, in the place of `olds` where the resource has them. */
  async replaceAll(
    policy: Policy,
    targets: readonly Target[],
    olds?: readonly Target[],
  ): Promise<readonly Entry[]> {
    const author = this.#author(
      policy,
      `assign ${targets.length} targets to ${describePolicy(policy)}`,
      wholeSet,
    );
    const claims = new Map<Target, Claim>();
    try {
      for (const target of targets) claims.set(target, this.#claims.take(policy, target, olds && wholeSet));
      for (const claim of claims.values()) claim.holder = wholeSet;
      const { before, entries } = await this.#commit(replaceAll(author, targets), this.#operation(author));
      if (olds === undefined) {
        const existed = new Set(before.filter(isDirect).map(contentOf));
        for (const [target, claim] of claims) claim.adopted = existed.has(contentKey(target));
      } else {
        const kept = new Set(targets.map(targetKey));
        for (const old of olds.filter((target) => !kept.has(targetKey(target)))) {
          this.#claims.release(policy, old, wholeSet);
        }
      }
      return entries.filter(isDirect);
    } catch (error) {
      for (const [target, claim] of claims) this.#claims.release(policy, target, claim.holder);
      throw error;
    }
  }

  /**
   * Commits a change and, where other deployments write the same policy, looks again once every write that
   * was under way has landed.
   */
  async #commit(change: Change, operation: Operation): Promise<Committed> {
    const settleMs = this.options.settleSeconds * 1_000;
    for (let round = 1; ; round++) {
      const committed = await this.#writer(change.policy).commit(change, operation);
      if (settleMs === 0 || committed.written === undefined) return committed;
      const settled = committed.written + settleMs;
      await operation.sleep(Math.max(0, settled - performance.now()));
      const entries = await this.#reader.read(change.policy, operation, settled);
      const missing = change.missing(entries);
      if (missing.length === 0) return { ...committed, entries };
      if (round === settleRounds) {
        throw new NotConfirmedError(
          change.attempt,
          missing,
          `because other writers took it away ${round} times`,
        );
      }
    }
  }

  #writer(policy: Policy): SetWriter {
    const key = policyKey(policy);
    const known = this.#writers.get(key);
    if (known !== undefined) return known;
    // With `settleSeconds` set, others write too, and every set is built on a read of its own.
    const age = this.options.settleSeconds > 0 ? () => 0 : readingAge;
    const writer = new SetWriter(policy, this.client, this.#reader, age);
    this.#writers.set(key, writer);
    return writer;
  }

  #author(policy: Policy, attempt: string, holder: string | undefined): Author {
    return { policy, attempt, claimedByAnother: (target) => this.#claims.keeps(policy, target, holder) };
  }

  #operation({ policy, attempt }: Author): Operation {
    return this.client.operation({ attempt, permissions: policy.kind.permissions.write });
  }
}

function hasFilter(target: Target): boolean {
  return filterOf(toGraph(target)) !== undefined;
}
