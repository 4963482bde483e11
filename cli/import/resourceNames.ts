import type { Target } from "../../provider/target";
import type { Names } from "../tenant/groups";
import type { Importable } from "./importable";

/** Longer parts of a name are cut. */
const longest = 60;

/**
 * A readable name for each resource, from the names of the policy and the target. If several would have the same name,
 * all of them get the beginning of the policy's or the target's id. If that is not enough, they get whole ids. So a
 * name depends only on resources with the same name.
 *
 * @param taken - Names in the stack. `pulumi import` would refuse the file.
 */
export function nameResources(
  found: readonly Importable[],
  groups: Names,
  taken: ReadonlySet<string>,
): Map<Importable, string> {
  const free = (one: Importable) => choicesFor(one, groups).filter((name) => !taken.has(name));
  const choices = new Map(found.map((one) => [one, free(one)]));
  const names = new Map(found.map((one) => [one, choices.get(one)?.shift() ?? one.id]));
  for (let same = namesakes(names); same.length > 0; same = namesakes(names)) {
    const longer = same.filter((one) => choices.get(one)?.length);
    if (longer.length === 0) throw new Error(`Graph shows ${same[0]?.id} twice`);
    for (const one of longer) names.set(one, choices.get(one)?.shift() ?? one.id);
  }
  return new Map(inOrder(names));
}

/** Keeps the order of the policies, and sorts the resources of each by name, because Graph's order means nothing. */
function inOrder(names: ReadonlyMap<Importable, string>): [Importable, string][] {
  const policies = Map.groupBy(names, ([{ policy }]) => policy);
  return [...policies.values()].flatMap((resources) => resources.sort(([, a], [, b]) => (a < b ? -1 : 1)));
}

function namesakes(names: ReadonlyMap<Importable, string>): Importable[] {
  return [...Map.groupBy(names, ([, name]) => name).values()]
    .filter(({ length }) => length > 1)
    .flatMap((same) => same.map(([one]) => one));
}

/** Names for a resource, the most readable first. The last one is unique. */
function choicesFor({ policy, target, id }: Importable, groups: Names): string[] {
  const policyName = slug(policy.displayName) || slug(policy.id);
  const readable = target === undefined ? policyName : `${policyName}-${targetName(target, groups)}`;
  const subject = (target && subjectOf(target)) ?? "";
  const [policyStart, subjectStart] = [policy.id.slice(0, 8), subject.slice(0, 8)];
  const additions = [
    [],
    [policyStart],
    [subjectStart],
    [policyStart, subjectStart],
    [policy.id, subject],
    [id.replace("/", "-")],
  ];
  return additions.map((addition) => [readable, ...addition].filter(Boolean).join("-"));
}

function targetName(target: Target, groups: Names): string {
  const subject = subjectOf(target);
  const known = subject === undefined ? undefined : slug(groups.get(subject.toLowerCase()) ?? "");
  const who = known || subject?.slice(0, 8) || "";
  switch (target.type) {
    case "groupAssignmentTarget":
      return known || `group-${who}`;
    case "exclusionGroupAssignmentTarget":
      return known ? `not-${known}` : `not-group-${who}`;
    case "allDevicesAssignmentTarget":
      return "all-devices";
    case "allLicensedUsersAssignmentTarget":
      return "all-users";
    case "configurationManagerCollectionAssignmentTarget":
      return `collection-${slug(target.collectionId)}`;
    case "scopeTagGroupAssignmentTarget":
      return `scope-tag-${slug(who)}`;
  }
}

/** The id of the target's group or collection, if it has one. */
function subjectOf(target: Target): string | undefined {
  if ("groupId" in target) return target.groupId;
  if ("collectionId" in target) return target.collectionId;
  return "entraObjectId" in target ? target.entraObjectId : undefined;
}

/** Letters with their accents and vowel signs, and digits, of any script, in lower case, joined by hyphens. */
function slug(text: string): string {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu);
  return [...(words ?? []).join("-")].slice(0, longest).join("").replace(/-$/, "");
}
