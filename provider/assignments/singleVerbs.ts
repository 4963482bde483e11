import {
  ConflictError,
  type GraphAnswer,
  type GraphClient,
  graphPath,
  NotFoundError,
  type Operation,
  OutcomeUnknownError,
  RouteRefusedError,
} from "../graph";
import type { Policy, PolicyKind } from "../policyKind";
import { contentKey } from "../targets/identity";
import type { Target } from "../targets/target";
import { toGraph } from "../targets/wire";
import { type Author, findOwn, type Known, refuseConflict } from "./change";
import { contentOf, type Entry, findByContent, findById, parseEntry } from "./entry";
import type { PolicyReader } from "./policyReader";
import { readBack } from "./readBack";
import { NoEffectError, type Outcome } from "./writeRoute";

/** How old a reading may be that tells whether a target is assigned already, in milliseconds. */
const knownFor = 5_000;
/** How often a write is sent whose outcome stays unknown. */
const attempts = 3;

/**
 * Writes single assignments by the documented verbs: POST, PATCH and DELETE of v1.0. Before a POST or PATCH
 * the policy's set is looked at, since what exists is adopted and a duplicate would outlive its resource.
 *
 * Sources:
 * https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicyassignment-create,
 * https://learn.microsoft.com/graph/api/intune-onboarding-enrollmentconfigurationassignment-update
 *
 * @internal
 */
export class SingleVerbs {
  /** The kinds of policy of which a DELETE was seen to take effect. */
  readonly #kindsThatDelete = new Set<PolicyKind>();

  constructor(
    private readonly client: GraphClient,
    private readonly reader: PolicyReader,
  ) {}

  /** Makes a target assigned, in the place of `old` where there is one. */
  async ensure(
    author: Author,
    operation: Operation,
    target: Target,
    old?: Known,
  ): Promise<Outcome<{ entry: Entry; existed: boolean }>> {
    const { policy } = author;
    const entries = await this.reader.read(policy, operation, performance.now() - knownFor);
    const own = old && findOwn(entries, old, author);
    if (own && contentOf(own) === contentKey(target)) {
      return { result: { entry: own, existed: true }, verbTaken: false };
    }
    refuseConflict(
      policy,
      entries.filter((entry) => entry !== own),
      target,
    );
    const existing = findByContent(entries, target);
    if (existing === undefined) {
      const entry = await this.#write(author, operation, target, own);
      return { result: { entry, existed: false }, verbTaken: true };
    }
    if (own !== undefined) await this.#delete(author, operation, own.id);
    return { result: { entry: existing, existed: true }, verbTaken: own !== undefined };
  }

  /** Takes the resource's own assignment away. Gone already is success. */
  async remove(author: Author, operation: Operation, known: Known): Promise<Outcome<void>> {
    if (author.claimedByAnother(known.target)) return { result: undefined, verbTaken: false };
    const entries =
      known.assignmentId === undefined
        ? await this.reader.read(author.policy, operation, performance.now())
        : await this.#delete(author, operation, known.assignmentId);
    // The id is not there, but Graph gives an assignment a new one when the set is rewritten.
    const own = entries && findOwn(entries, known, author);
    if (own !== undefined) await this.#delete(author, operation, own.id);
    return { result: undefined, verbTaken: known.assignmentId !== undefined || own !== undefined };
  }

  /** POSTs a new assignment, or PATCHes `own`. */
  async #write(author: Author, operation: Operation, target: Target, own?: Entry): Promise<Entry> {
    const { kind, id } = author.policy;
    const collection = graphPath`deviceManagement/${kind.collection}/${id}/assignments`;
    const request = {
      body: { "@odata.type": kind.assignmentType, target: toGraph(target) },
      operation,
      ...(own === undefined
        ? { method: "POST" as const, path: collection }
        : {
            method: "PATCH" as const,
            path: graphPath`deviceManagement/${kind.collection}/${id}/assignments/${own.id}`,
          }),
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return this.#took(author, await this.client.send(request), target, own);
      } catch (error) {
        const exists = error instanceof ConflictError && own === undefined;
        if (!exists && !(error instanceof OutcomeUnknownError)) {
          // The router refuses before anything is looked at, so what was read is still true.
          if (!(error instanceof RouteRefusedError)) this.reader.forget(author.policy);
          throw error;
        }
        const entries = await readBack(this.reader, author.policy, operation, (set) =>
          findByContent(set, target),
        );
        const written = findByContent(entries, target);
        if (written !== undefined) return written;
        if (exists || attempt === attempts) throw error;
      }
    }
  }

  /** The entity of a successful answer; without the target that was sent, nothing has happened. */
  #took(author: Author, answer: GraphAnswer, target: Target, own?: Entry): Entry {
    const entry = carriesTarget(answer.body) ? parseEntry(answer.body, author.attempt) : undefined;
    if (entry === undefined || contentOf(entry) !== contentKey(target)) {
      this.reader.forget(author.policy);
      throw new NoEffectError(
        `Tried to ${author.attempt}: the answer does not carry the target that was sent.`,
      );
    }
    this.reader.amend(author.policy, (entries) => [
      ...entries.filter(({ id }) => id !== entry.id && id !== own?.id),
      entry,
    ]);
    return entry;
  }

  /**
   * Deletes an assignment. Where the answer leaves a doubt, the policy's set decides: after an unknown outcome,
   * after a 404 (which a gateway can answer as well), and after the first success of all, because a 204 has
   * nothing in it that would show its effect.
   *
   * @returns The set, if there was no assignment of this id.
   */
  async #delete(
    author: Author,
    operation: Operation,
    assignmentId: string,
  ): Promise<readonly Entry[] | undefined> {
    const { policy } = author;
    const absent = (entries: readonly Entry[]) => findById(entries, assignmentId) === undefined;
    for (let attempt = 1; ; attempt++) {
      const doubt = await this.#sendDelete(policy, operation, assignmentId);
      if (doubt === undefined && this.#kindsThatDelete.has(policy.kind)) {
        this.reader.amend(policy, (entries) => entries.filter(({ id }) => id !== assignmentId));
        return undefined;
      }
      const entries = await readBack(this.reader, policy, operation, absent);
      if (absent(entries)) {
        if (doubt === undefined) this.#kindsThatDelete.add(policy.kind);
        return doubt instanceof NotFoundError ? entries : undefined;
      }
      if (doubt === undefined) {
        throw new NoEffectError(
          `Tried to ${author.attempt}: the answer was a success, but it is still there.`,
        );
      }
      if (attempt === attempts) throw doubt;
    }
  }

  async #sendDelete(
    { kind, id }: Policy,
    operation: Operation,
    assignmentId: string,
  ): Promise<NotFoundError | OutcomeUnknownError | undefined> {
    const path = graphPath`deviceManagement/${kind.collection}/${id}/assignments/${assignmentId}`;
    try {
      await this.client.send({ method: "DELETE", path, operation });
      return undefined;
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof OutcomeUnknownError) return error;
      throw error;
    }
  }
}

function carriesTarget(body: unknown): boolean {
  return (
    typeof body === "object" && body !== null && "id" in body && "target" in body && body.target !== null
  );
}
