import type { Policy } from "../policyKind";
import { contentKey, describeTarget, groupOf } from "../targets/identity";
import type { Target } from "../targets/target";
import { toGraph } from "../targets/wire";
import {
  contentOf,
  type Entry,
  findByContent,
  findById,
  findByTarget,
  isDirect,
  type Member,
  targetOf,
} from "./entry";
import { TargetConflictError } from "./errors";

/** A change of a policy's set, as one resource wants it. @internal */
export interface Change {
  readonly policy: Policy;
  /** What is tried, for messages: "create the assignment of group … on compliance policy …". */
  readonly attempt: string;
  /** The set after the change; throws a {@link TargetConflictError} where it can not be made. */
  apply(members: readonly Member[]): readonly Member[];
  /** What a set that was read does not show of this change yet; empty once it is done. */
  missing(entries: readonly Entry[]): readonly string[];
}

/** An assignment as a resource knows it. @internal */
export interface Known {
  readonly assignmentId: string | undefined;
  readonly target: Target;
}

/** Whose change it is, and on which policy. @internal */
export interface Author {
  readonly policy: Policy;
  readonly attempt: string;
  /** Whether another resource of this deployment claims a target, so that it has to stay. */
  readonly claimedByAnother: (target: Target) => boolean;
}

/** The entry that is the resource's own: by id, or by target where Graph's ids have changed. @internal */
export function findOwn<M extends Member>(
  members: readonly M[],
  known: Known,
  author: Author,
): M | undefined {
  const own = findById(members, known.assignmentId) ?? findByTarget(members, known.target);
  return own && !author.claimedByAnother(targetOf(own)) ? own : undefined;
}

/**
 * Makes a target part of the set, in the place of `old` where there is one: both in one set, so that the
 * policy is never without either. What is there already is left as it is.
 *
 * @internal
 */
export function ensure(author: Author, target: Target, old?: Known): Change {
  const { policy, attempt } = author;
  return {
    policy,
    attempt,
    apply(members) {
      const own = old && findOwn(members, old, author);
      if (own !== undefined && contentOf(own) === contentKey(target)) return members;
      const others = own === undefined ? members : members.filter((member) => member !== own);
      refuseConflict(policy, others, target);
      return findByContent(others, target) ? others : [...others, newMember(policy, target)];
    },
    missing(entries) {
      return findByContent(entries, target) ? [] : [describeTarget(target)];
    },
  };
}

/** Takes the resource's own entry out of the set. @internal */
export function remove(author: Author, known: Known): Change {
  return {
    policy: author.policy,
    attempt: author.attempt,
    apply(members) {
      const own = findOwn(members, known, author);
      return own === undefined ? members : members.filter((member) => member !== own);
    },
    missing(entries) {
      return findOwn(entries, known, author) ? [`the removal of ${describeTarget(known.target)}`] : [];
    },
  };
}

/** Makes the targets the whole set. Entries that are in both stay as they are. @internal */
export function replaceAll(author: Author, targets: readonly Target[]): Change {
  const { policy, attempt } = author;
  const wanted = new Map(targets.map((target) => [contentKey(target), target]));
  const toRemove = (member: Member) =>
    isDirect(member) && !wanted.has(contentOf(member)) && !author.claimedByAnother(targetOf(member));
  const toAdd = (members: readonly Member[]) => {
    const present = new Set(members.filter(isDirect).map(contentOf));
    return [...wanted].filter(([key]) => !present.has(key)).map(([, target]) => target);
  };
  return {
    policy,
    attempt,
    apply(members) {
      const kept = members.filter((member) => !toRemove(member));
      const added = toAdd(members);
      if (added.length === 0 && kept.length === members.length) return members;
      return [...kept, ...added.map((target) => newMember(policy, target))];
    },
    missing(entries) {
      return [
        ...toAdd(entries).map(describeTarget),
        ...entries.filter(toRemove).map((entry) => `the removal of ${describeTarget(targetOf(entry))}`),
      ];
    },
  };
}

/**
 * An assignment is its target and its filter. The same target with another filter, or the same group the
 * other way round, is somebody else's assignment: adding ours would change theirs.
 *
 * @internal
 */
export function refuseConflict(policy: Policy, members: readonly Member[], target: Target): void {
  const same = findByTarget(members, target);
  if (same !== undefined && contentOf(same) !== contentKey(target)) {
    throw new TargetConflictError(policy, target, "it is assigned already, with another filter");
  }
  const group = groupOf(target);
  if (group === undefined) return;
  const opposite = members
    .map(targetOf)
    .find((other) => groupOf(other) === group && other.type !== target.type);
  if (opposite !== undefined) {
    throw new TargetConflictError(
      policy,
      target,
      `the policy has ${describeTarget(opposite)} already, and one group can not be both included and excluded`,
    );
  }
}

function newMember(policy: Policy, target: Target): Member {
  return { "@odata.type": policy.kind.assignmentType, target: toGraph(target) };
}
