import { describeTarget, type Identity, oppositeKey } from "../targets/identity";
import type { AssignmentSet } from "./assignmentSet";
import type { Entry } from "./entry";
import type { Intent } from "./intent";

/** What the live resources of this run want of a policy. */
export interface Wants {
  /** Whether a target with exactly this filter is wanted. */
  hasContent(content: string): boolean;
  /** Whether a resource has a target already, whatever the filter. */
  holdsKey(key: string): boolean;
}

/** The difference between a set as it was read and as it should be. */
export interface Plan {
  /** What leaves, and in whose name. */
  readonly leaving: ReadonlyMap<Entry, Intent>;
  /** What comes, by content. */
  readonly coming: ReadonlyMap<string, Arrival>;
  /** The intents that cannot stand, each with its reason. They change nothing. */
  readonly refused: ReadonlyMap<Intent, Refusal>;
}

interface Arrival extends Identity {
  readonly intent: Intent;
}

/** Why a target cannot be assigned beside what the policy has. */
interface Refusal {
  readonly wanted: Identity;
  readonly reason: string;
}

/**
 * Plans what becomes of a policy's set. First everything leaves that is let go of and that nobody wants, then
 * everything comes that is wanted, then conflicts are judged on the result. So resources that exchange their targets
 * need no case of their own, and it makes no difference in which order they arrive.
 *
 * An intent that conflicts with what stays is refused, and the others are planned again without it, because what it
 * lets go of stays, too. Only when none is left is the later of two arrivals refused that conflict with each other.
 */
export function plan(set: AssignmentSet, intents: readonly Intent[], wants: Wants): Plan {
  const refused = new Map<Intent, Refusal>();
  for (;;) {
    const draft = draftOf(
      set,
      intents.filter((intent) => !refused.has(intent)),
      wants,
    );
    const conflicts = conflictsWithSet(set, draft) ?? conflictsBetween(draft);
    if (conflicts === undefined) return { ...draft, refused };
    for (const [intent, refusal] of conflicts) refused.set(intent, refusal);
  }
}

/** What a set does not show of an intent, for messages; nothing once it is done. */
export function missingFrom(set: AssignmentSet, intent: Intent, wants: Wants): string[] {
  const { leaving, coming } = draftOf(set, [intent], wants);
  return [
    ...[...coming.values()].map(({ target }) => describeTarget(target)),
    ...[...leaving.keys()].map(({ target }) => `the removal of ${describeTarget(target)}`),
  ];
}

type Draft = Pick<Plan, "leaving" | "coming">;

function draftOf(set: AssignmentSet, intents: readonly Intent[], wants: Wants): Draft {
  const wanted = intents.flatMap((intent) => intent.wants);
  const broughtKeys = new Set(wanted.map(({ key }) => key));
  const broughtContents = new Set(wanted.map(({ content }) => content));
  // The target of a resource that has it stays whatever its filter is by now, unless it is the filter that changes.
  const stays = ({ key, content }: Entry) =>
    wants.hasContent(content) ||
    broughtContents.has(content) ||
    (wants.holdsKey(key) && !broughtKeys.has(key));
  const leaving = new Map<Entry, Intent>();
  for (const intent of intents) {
    for (const entry of entriesOf(set, intent)) {
      if (!stays(entry) && !leaving.has(entry)) leaving.set(entry, intent);
    }
  }
  const coming = new Map<string, Arrival>();
  for (const intent of intents) {
    for (const wanted of intent.wants) {
      if (!set.withContent(wanted.content) && !coming.has(wanted.content)) {
        coming.set(wanted.content, { ...wanted, intent });
      }
    }
  }
  return { leaving, coming };
}

/** What an intent lets go of. */
function entriesOf(set: AssignmentSet, { leaves }: Intent): readonly Entry[] {
  if (leaves === undefined) return [];
  if (leaves === "all") return set.direct;
  const own = set.own(leaves);
  return own === undefined ? [] : [own];
}

type Conflicts = Map<Intent, Refusal> | undefined;

function conflictsWithSet(set: AssignmentSet, { leaving, coming }: Draft): Conflicts {
  const stays = (entry: Entry) => !leaving.has(entry);
  const conflicts = new Map<Intent, Refusal>();
  for (const { intent, ...wanted } of coming.values()) {
    const opposite = set.opposing(wanted.target).find(stays);
    if (set.withKey(wanted.key).some(stays)) {
      conflicts.set(intent, { wanted, reason: "it is assigned already, with another filter" });
    } else if (opposite !== undefined) {
      conflicts.set(intent, { wanted, reason: oppositeReason("the policy has", opposite) });
    }
  }
  return conflicts.size === 0 ? undefined : conflicts;
}

function conflictsBetween({ coming }: Draft): Conflicts {
  const earlier = new Map<string, Arrival>();
  for (const arrival of coming.values()) {
    const { intent, ...wanted } = arrival;
    const opposite = earlier.get(oppositeKey(wanted.target) ?? "");
    if (earlier.has(wanted.key)) {
      return new Map([[intent, { wanted, reason: "another resource assigns it with another filter" }]]);
    }
    if (opposite !== undefined) {
      return new Map([[intent, { wanted, reason: oppositeReason("another resource assigns", opposite) }]]);
    }
    earlier.set(wanted.key, arrival);
  }
  return undefined;
}

function oppositeReason(who: string, { target }: Identity): string {
  return `${who} ${describeTarget(target)}, and one group cannot be both included and excluded`;
}
