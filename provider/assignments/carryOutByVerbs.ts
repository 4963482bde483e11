import { OutcomeUnknownError, RouteRefusedError, ServiceError, ThrottledError } from "../graph";
import type { AssignmentSet } from "./assignmentSet";
import type { Entry } from "./entry";
import type { Plan } from "./plan";
import type { Pending, Round } from "./round";
import type { Base } from "./setView";
import { NoEffectError, type Part, partsOf } from "./singleVerbs";

/** How often an intent is written if the outcome stays unknown. */
export const mostDoubts = 3;
/** How many of the pauses to use if repeating the write does no harm. */
const shortLook = 4;

/** A single write whose outcome is in doubt. */
interface Doubt {
  readonly part: Part;
  readonly pending: Pending;
  readonly error: unknown;
}

/**
 * Carries out a plan by the documented verbs, if that is possible.
 *
 * @returns Whether the plan was carried out. If not, nothing was changed, and the plan needs an `assign`.
 */
export async function carryOutByVerbs(round: Round, base: Base, planned: Plan): Promise<boolean> {
  const { routes } = round.parts;
  const { kind } = round.policy;
  const parts = partsOf(planned, round.intents);
  if (parts === undefined) return false;
  let { set } = base;
  let left = parts;
  while (left.length > 0 && routes.of(kind) !== "assign") {
    // Until the service has answered one write, send them one by one.
    const isTrial = routes.of(kind) === undefined;
    const endTrial = isTrial ? await routes.trial(kind) : undefined;
    if (isTrial && endTrial === undefined) continue;
    try {
      const batch = isTrial ? left.slice(0, 1) : left;
      const sent = await send(round, set, batch);
      ({ set } = sent);
      left = [...sent.refused, ...left.slice(batch.length)];
    } finally {
      endTrial?.();
    }
  }
  if (left.length === parts.length) return false;
  // What failed may still have taken effect, or showed that the reading is out of date.
  if (parts.every(({ intent }) => round.pendingOf(intent))) round.view.remember(set, base.started);
  else round.view.forget();
  for (const { intent } of left) round.retry(round.pendingOf(intent));
  for (const pending of round.open) round.done(pending, set);
  return true;
}

/** What single writes came to. */
interface Sent {
  readonly set: AssignmentSet;
  /** What the router has refused: nothing was changed, and `assign` can carry it out. */
  readonly refused: readonly Part[];
}

/** Sends single writes at the same time. */
async function send(round: Round, set: AssignmentSet, parts: readonly Part[]): Promise<Sent> {
  const { verbs, routes, reader } = round.parts;
  const { kind } = round.policy;
  round.ledger.tellWrites();
  const outcomes = await Promise.all(
    parts.map(async (part) => {
      const pending = round.pendingOf(part.intent);
      if (pending === undefined) throw new Error("a single write without its intent");
      return { part, pending, outcome: await verbs.send(round.policy, part, pending.operation) };
    }),
  );
  reader.forget(round.policy);
  const removed = new Set<Entry>();
  const added: Entry[] = [];
  const doubts: Doubt[] = [];
  const refused: Part[] = [];
  for (const { part, pending, outcome } of outcomes) {
    if (outcome.kind === "done") {
      pending.sent = true;
      routes.taken(kind);
      if (part.leaving !== undefined) {
        removed.add(part.leaving);
        round.ledger.tell({ took: [part.leaving] });
      }
      if (outcome.entry !== undefined) {
        added.push(outcome.entry);
        round.ledger.tell({ made: [outcome.entry] });
      }
    } else if (outcome.error instanceof RouteRefusedError && routes.refused(kind)) {
      refused.push(part);
    } else if (outcome.error instanceof ThrottledError && outcome.error.status === 429) {
      round.retry(pending);
    } else if (outcome.kind === "doubt") {
      doubts.push({ part, pending, error: outcome.error });
    } else {
      pending.sent ||= outcome.error instanceof ServiceError;
      round.reject(pending, outcome.error);
    }
  }
  const after = set.changed(removed, added);
  return { set: doubts.length === 0 ? after : await lookAt(round, after, doubts), refused };
}

/** Reads the outcome of single writes that is in doubt. */
async function lookAt(round: Round, after: AssignmentSet, doubts: readonly Doubt[]): Promise<AssignmentSet> {
  const { verbs, routes, delays } = round.parts;
  // Note this before the read, because the read can fail as well.
  for (const { pending, error } of doubts)
    pending.sent ||= error instanceof NoEffectError || isUnknown(error);
  // A second POST could make a second assignment; a second PATCH or DELETE changes nothing.
  const canRepeat = doubts.every(({ part, error }) => part.leaving !== undefined || !isUnknown(error));
  const pauses = canRepeat ? delays.confirmation.slice(0, shortLook) : delays.confirmation;
  const { base } = await round.view.readUntil(
    round.operation,
    pauses,
    (set, isOthers) => isOthers || doubts.every(({ pending }) => round.isDone(pending, set)),
  );
  const added: Entry[] = [];
  const removed = new Set<Entry>();
  for (const { part, pending, error } of doubts) {
    if (round.isDone(pending, base.set)) {
      if (error instanceof NoEffectError) {
        routes.taken(round.policy.kind);
        if (part.coming === undefined) verbs.deletes(round.policy.kind);
      }
      if (part.leaving !== undefined) removed.add(part.leaving);
      const entry = part.coming && base.set.withContent(part.coming.content);
      if (entry !== undefined) added.push(entry);
    } else if (error instanceof NoEffectError) {
      if (routes.refused(round.policy.kind)) round.retry(pending);
      else round.reject(pending, error);
    } else if (++pending.doubts < mostDoubts) {
      round.retry(pending);
    } else {
      round.reject(pending, error);
    }
  }
  return after.changed(removed, added);
}

/** Whether a write may have taken effect, or may still. Only a 429 says for sure that nothing was done. */
export function isUnknown(error: unknown): boolean {
  return error instanceof OutcomeUnknownError || (error instanceof ThrottledError && error.status === 503);
}
