import {
  ConflictError,
  DeadlineError,
  GraphError,
  NotFoundError,
  ServiceError,
  ThrottledError,
} from "../graph";
import { describeTarget, isExclusion } from "../targets/identity";
import type { NewSet } from "./assignAction";
import type { AssignmentSet } from "./assignmentSet";
import { isUnknown, mostDoubts } from "./carryOutByVerbs";
import type { Entry } from "./entry";
import { NotConfirmedError } from "./errors";
import type { Intent } from "./intent";
import { missingFrom, type Plan } from "./plan";
import type { Pending, Round } from "./round";
import { subject } from "./singleVerbs";

/** How often an intent is written again after another writer has removed the result. */
const mostOverwrites = 5;
/** How often an `assign` that had to wait is planned again, before it is sent as it is. */
const mostReplans = 3;

/** What the writer of a policy remembers about its last `assign`. */
export interface AssignMemory {
  /** Whether it may still take effect. Then another `assign` follows, whatever a read shows. */
  isInDoubt: boolean;
  /** How often one was planned again because it had to wait. */
  replans: number;
  /** How often the service refused one because the policy had not settled. */
  refusals: number;
}

/** The plan is older than a reading may be. */
class OutdatedPlan extends Error {}

/** Carries out a plan by one `assign`, and confirms it. */
export async function carryOutByAssign(
  round: Round,
  memory: AssignMemory,
  set: AssignmentSet,
  planned: Plan,
): Promise<void> {
  const newSet: NewSet = {
    kept: set.entries.filter((entry) => !planned.leaving.has(entry)),
    added: [
      ...planned.coming.values(),
      ...round.ledger.lostFrom(set).filter(({ content }) => !planned.coming.has(content)),
    ],
  };
  const sending = round.open;
  const plannedAt = performance.now();
  round.ledger.tellWrites();
  try {
    await round.parts.assign.send(
      round.policy,
      newSet,
      sending.length === 1 ? (sending[0]?.operation ?? round.operation) : round.operation,
      () => {
        const isOutdated = performance.now() - plannedAt > round.view.ageForAssign;
        if (isOutdated && memory.replans++ < mostReplans) throw new OutdatedPlan();
      },
    );
  } catch (error) {
    round.view.forget();
    await refused(round, memory, error, sending, planned);
    return;
  } finally {
    round.parts.reader.forget(round.policy);
  }
  memory.replans = 0;
  memory.refusals = 0;
  round.view.accepted(newSet);
  // A late read still shows these. A resource that asks for one meanwhile must not count it as there.
  round.ledger.tell({ took: [...planned.leaving.keys()] });
  for (const pending of sending) pending.sent = true;
  await confirm(round, memory, set, newSet, sending);
}

async function refused(
  round: Round,
  memory: AssignMemory,
  error: unknown,
  sending: readonly Pending[],
  planned: Plan,
): Promise<void> {
  const { policy, parts, operation } = round;
  const pause =
    policy.kind.settlesLate && saysNotSettled(error) ? parts.delays.unsettled[memory.refusals++] : undefined;
  const mayBeOneTarget = error instanceof GraphError && error.canBeOneTargetsFault;
  const units = mayBeOneTarget ? unitsOf(sending, planned) : [];
  if (pause !== undefined) {
    await operation.sleep(pause);
    for (const pending of sending) round.retry(pending);
  } else if (error instanceof OutdatedPlan || (error instanceof ThrottledError && error.status === 429)) {
    for (const pending of sending) round.retry(pending);
  } else if (isUnknown(error)) {
    memory.isInDoubt = true;
    for (const pending of sending) {
      pending.sent = true;
      if (++pending.doubts <= mostDoubts) round.retry(pending);
      else round.reject(pending, error);
    }
  } else if (units.length > 1) {
    const middle = Math.ceil(units.length / 2);
    round.halve(units.slice(0, middle).flat(), units.slice(middle).flat());
  } else if (error instanceof DeadlineError) {
    throw error;
  } else {
    for (const pending of sending) {
      pending.sent ||= error instanceof ServiceError;
      round.reject(pending, error);
    }
  }
}

/** How a policy of managed apps refuses an `assign` shortly after a change. A policy that is gone is gone for reads, too. */
function saysNotSettled(error: unknown): boolean {
  return (
    (error instanceof ConflictError && error.code === "ConditionNotMet") ||
    (error instanceof NotFoundError && error.code === "ResourceNotFound")
  );
}

/**
 * The intents as they can be written one after the other. An intent that needs the place of another comes after it, so it
 * conflicts only if the other one has failed. Intents that need the place of one another stay together: none can be written
 * if one of them is refused.
 */
function unitsOf(sending: readonly Pending[], { leaving }: Plan): (readonly Pending[])[] {
  const makingRoom = Map.groupBy(leaving, ([entry]) => subject(entry));
  const needsOf = ({ wants }: Intent) =>
    wants.flatMap((wanted) => (makingRoom.get(subject(wanted)) ?? []).map(([, intent]) => intent));
  const needed = new Map(sending.map(({ intent }) => [intent, new Set([intent])]));
  // This also visits what it adds.
  for (const all of needed.values())
    for (const intent of all) for (const each of needsOf(intent)) all.add(each);
  const needs = (one: Pending, other: Pending) => needed.get(one.intent)?.has(other.intent);
  const sizeOf = ({ intent }: Pending) => needed.get(intent)?.size ?? 0;
  const units: Pending[][] = [];
  for (const pending of sending.toSorted((one, other) => sizeOf(one) - sizeOf(other))) {
    const unit = units.find(([first = pending]) => needs(first, pending) && needs(pending, first));
    if (unit === undefined) units.push([pending]);
    else unit.push(pending);
  }
  return units;
}

/** Reads until the set shows the result. What another writer has removed meanwhile is planned again. */
async function confirm(
  round: Round,
  memory: AssignMemory,
  before: AssignmentSet,
  sent: NewSet,
  sending: readonly Pending[],
): Promise<void> {
  const { settlesLate } = round.policy.kind;
  const { delays } = round.parts;
  const isWhole = (set: AssignmentSet) => !memory.isInDoubt || shows(set, sent);
  const { base, isOthers, reads } = await round.view.readUntil(
    round.operation,
    settlesLate ? delays.lateConfirmation : delays.confirmation,
    (set, isOthers) => isOthers || (isWhole(set) && sending.every((pending) => round.isDone(pending, set))),
  );
  if (isWhole(base.set)) memory.isInDoubt = false;
  round.view.remember(base.set, base.started);
  const undone: Pending[] = [];
  for (const pending of sending) {
    if (round.isDone(pending, base.set)) round.done(pending, base.set);
    else undone.push(pending);
  }
  if (undone.length === 0) return;
  const isLost = isOthers || !sameContents(base.set, before);
  for (const pending of undone) {
    const { attempt, wants } = pending.intent;
    const opposites = wants
      .filter(isExclusion)
      .flatMap(({ target }) => base.set.opposing(target))
      .filter(({ content }) => !before.withContent(content));
    if (isLost && opposites.length === 0 && pending.overwritten++ < mostOverwrites) round.retry(pending);
    else {
      const detail = isLost
        ? `because another writer took it away ${pending.overwritten} times`
        : `after ${reads} reads`;
      const missing = missingFrom(base.set, pending.intent, round.ledger);
      round.reject(pending, new NotConfirmedError(attempt, missing, detail + describeOpposites(opposites)));
    }
  }
}

/** TenuVault saw Graph store exclusions on enrollment configurations as inclusions. */
function describeOpposites(opposites: readonly Entry[]): string {
  if (opposites.length === 0) return "";
  const shown = opposites.map(({ target }) => describeTarget(target)).join(", ");
  return `. THE POLICY NOW REACHES THE OPPOSITE: Graph shows ${shown}. Remove that assignment in the Intune admin center`;
}

function shows(set: AssignmentSet, { kept, added }: NewSet): boolean {
  const sent = new Set([...kept.filter(({ direct }) => direct), ...added].map(({ content }) => content));
  return set.direct.length === sent.size && set.direct.every(({ content }) => sent.has(content));
}

function sameContents(a: AssignmentSet, b: AssignmentSet): boolean {
  return a.direct.length === b.direct.length && a.direct.every(({ content }) => b.withContent(content));
}
