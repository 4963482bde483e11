import {
  ConflictError,
  type GraphAnswer,
  type GraphClient,
  NotFoundError,
  type Operation,
  OutcomeUnknownError,
  ThrottledError,
} from "../graph";
import { type Policy, type PolicyKind, writeVersionOf } from "../policyKind";
import { assignmentPath, assignmentsPath } from "../policyPath";
import { groupOf, type Identity } from "../targets/identity";
import { filterOf, toGraph } from "../targets/wire";
import { type Entry, entryOfAnswer } from "./entry";
import type { Intent } from "./intent";
import type { Plan } from "./plan";
import type { WriteVersions } from "./writeVersions";

/** One single write: a POST if a target comes, a DELETE if one leaves, a PATCH if both happen for one intent. */
export interface Part {
  readonly intent: Intent;
  readonly leaving: Entry | undefined;
  readonly coming: Identity | undefined;
}

/**
 * A documented verb was answered with success, but has no visible effect. A user only sees it if `intune:writeRoute` is
 * `documented`. Otherwise, `assign` follows.
 */
export class NoEffectError extends Error {
  override readonly name = "NoEffectError";
  constructor(attempt: string) {
    super(
      `Tried to ${attempt}: Graph answered with a success, but changed nothing. ` +
        "Remove intune:writeRoute, so that the provider uses the assign action.",
    );
  }
}

/**
 * The outcome of a single write. It is in doubt after an unknown outcome, a 404 (which a gateway can answer as well), a
 * 409, and a success whose answer does not show the target. Then a read of the policy's set decides.
 */
export type PartOutcome =
  | { readonly kind: "done"; readonly entry: Entry | undefined }
  | { readonly kind: "doubt" | "failed"; readonly error: unknown };

/**
 * The single writes that carry out a plan; undefined if single writes cannot. v1.0 has no filters, so its verbs can
 * neither set nor clear one. Writes that depend on each other would need an order that leaves a group without the
 * policy for a moment. A whole set is one request.
 */
export function partsOf({ leaving, coming }: Plan, intents: readonly Intent[]): readonly Part[] | undefined {
  if (intents.some(({ leaves }) => leaves === "all")) return undefined;
  const departures = new Map([...leaving].map(([entry, intent]) => [intent, entry]));
  // After a failed update, an intent can let go of several. They go in one request, too.
  if (departures.size < leaving.size) return undefined;
  const arrivals = [...coming.values()].map((arrival): Part => {
    const own = departures.get(arrival.intent);
    departures.delete(arrival.intent);
    return { intent: arrival.intent, leaving: own, coming: arrival };
  });
  const parts = [
    ...arrivals,
    ...[...departures].map(([intent, entry]): Part => ({ intent, leaving: entry, coming: undefined })),
  ];
  return parts.some(needsFilter) || dependOnOneAnother(parts) ? undefined : parts;
}

function needsFilter({ leaving, coming }: Part): boolean {
  if (coming === undefined) return false;
  return "filter" in coming.target && coming.target.filter
    ? true
    : leaving !== undefined && hasFilter(leaving);
}

function hasFilter({ raw }: Entry): boolean {
  return filterOf(raw.target) !== undefined;
}

/** What two changes share if one can need what the other one removes: the group, or else the target. */
export function subject({ target, key }: Identity): string {
  return groupOf(target) ?? key;
}

/** Whether one write adds a target and another write removes the same group, or the same target with another filter. */
function dependOnOneAnother(parts: readonly Part[]): boolean {
  const leavingWith = new Map(
    parts.flatMap((part) => (part.leaving ? [[subject(part.leaving), part] as const] : [])),
  );
  return parts.some((part) => {
    const other = part.coming && leavingWith.get(subject(part.coming));
    return other !== undefined && other !== part;
  });
}

/**
 * Writes single assignments by the documented verbs POST, PATCH and DELETE.
 *
 * Sources:
 * https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicyassignment-create,
 * https://learn.microsoft.com/graph/api/intune-onboarding-enrollmentconfigurationassignment-update
 */
export class SingleVerbs {
  /** The kinds of policy for which a DELETE has taken effect. A 204 does not show that. */
  readonly #kindsThatDelete = new Set<PolicyKind>();

  constructor(
    private readonly client: GraphClient,
    private readonly versions: WriteVersions,
  ) {}

  async send(policy: Policy, { intent, leaving, coming }: Part, operation: Operation): Promise<PartOutcome> {
    const path = leaving === undefined ? assignmentsPath(policy) : assignmentPath(policy, leaving.id);
    const method = coming === undefined ? "DELETE" : leaving === undefined ? "POST" : "PATCH";
    const body = coming && { "@odata.type": policy.kind.assignmentType, target: toGraph(coming.target) };
    try {
      const answer = await this.versions.send(policy, writeVersionOf(policy), (version) =>
        this.client.send({ method, version, path, operation, throttled: "fail", ...(body && { body }) }),
      );
      return this.#judge(policy, intent, coming, answer);
    } catch (error) {
      return { kind: leavesDoubt(error) ? "doubt" : "failed", error };
    }
  }

  /** A DELETE has taken effect. */
  deletes(kind: PolicyKind): void {
    this.#kindsThatDelete.add(kind);
  }

  #judge(
    { kind }: Policy,
    { attempt }: Intent,
    coming: Identity | undefined,
    { body }: GraphAnswer,
  ): PartOutcome {
    if (coming === undefined) {
      if (this.#kindsThatDelete.has(kind)) return { kind: "done", entry: undefined };
      return { kind: "doubt", error: new NoEffectError(attempt) };
    }
    const entry = entryOfAnswer(body);
    if (entry?.content === coming.content) return { kind: "done", entry };
    return { kind: "doubt", error: new NoEffectError(attempt) };
  }
}

/** Whether a read of the set must decide the outcome of a single write. */
function leavesDoubt(error: unknown): boolean {
  return (
    error instanceof OutcomeUnknownError ||
    error instanceof NotFoundError ||
    error instanceof ConflictError ||
    (error instanceof ThrottledError && error.status === 503)
  );
}
