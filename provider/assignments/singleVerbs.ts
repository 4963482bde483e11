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
import { contentKey } from "../target/identity";
import type { Target } from "../target/target";
import { toGraph } from "../target/wire";
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
    if (known.assignmentId !== undefined && (await this.#delete(author, operation, known.assignmentId))) {
      return { result: undefined, verbTaken: true };
    }
    // The id is gone, but Graph gives an assignment a new one when the set is rewritten.
    this.reader.forget(author.policy);
    const entries = await this.reader.read(author.policy, operation, performance.now());
    const own = findOwn(entries, known, author);
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

  /** Whether there was something to delete. */
  async #delete(author: Author, operation: Operation, assignmentId: string): Promise<boolean> {
    const { kind, id } = author.policy;
    const path = graphPath`deviceManagement/${kind.collection}/${id}/assignments/${assignmentId}`;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.client.send({ method: "DELETE", path, operation });
        break;
      } catch (error) {
        if (error instanceof NotFoundError) return false;
        if (!(error instanceof OutcomeUnknownError)) throw error;
        const entries = await readBack(
          this.reader,
          author.policy,
          operation,
          (set) => findById(set, assignmentId) === undefined,
        );
        if (findById(entries, assignmentId) === undefined) break;
        if (attempt === attempts) throw error;
      }
    }
    this.reader.amend(author.policy, (entries) => entries.filter((entry) => entry.id !== assignmentId));
    return true;
  }
}

function carriesTarget(body: unknown): boolean {
  return (
    typeof body === "object" && body !== null && "id" in body && "target" in body && body.target !== null
  );
}
