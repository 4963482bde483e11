import { describeTarget, type Identity, oppositeKey } from "../targets/identity";
import type { AssignmentSet } from "./assignmentSet";
import type { Entry } from "./entry";
import type { Intent } from "./intent";

/** What the live resources of this run want from a policy. */
export interface Wants {
  /** Whether a target with exactly this filter is wanted. */
  hasContent(content: string): boolean;
  /** Whether a resource has a target already, whatever the filter. */
  holdsKey(key: string): boolean;
}

/** The difference between the set that was read and the set that should be. */
export interface Plan {
  /** The entries to remove, each with the intent that lets go of it. */
  readonly leaving: ReadonlyMap<Entry, Intent>;
  /** The targets to add, by content. */
  readonly coming: ReadonlyMap<string, Arrival>;
  /** The intents that conflict, each with its reason. They change nothing. */
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
 * Plans the changes to a policy's set. The plan first removes everything that an intent lets go of and no resource
 * wants. Then it adds everything that is wanted, and looks for conflicts in the result. So resources that exchange
 * their targets need no special case, and the order of the intents makes no difference.
 *
 * The plan refuses an intent that conflicts with an entry that stays. It then plans the other intents again, because
 * what the refused one lets go of stays, too. Two intents can also conflict with each other. Then the later one is
 * refused, once no intent conflicts with the set any more.
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

/** What a set lacks of an intent, for messages. Empty once the intent is done. */
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
  // If a resource has the target, its entry stays with any filter, unless an intent changes the filter.
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

/** The entries that an intent lets go of. */
function entriesOf(set: AssignmentSet, { leaves }: Intent): readonly Entry[] {
  if (leaves === undefined) return [];
  if (leaves === "all") return set.direct;
  return set.own(leaves);
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
