import type { Target } from "./target";
import { isGuid } from "./targetTypes";

/**
 * What makes an assignment the one it is: the target without its filter. Graph's ids are opaque, so an
 * assignment is found by this key. GUIDs are compared without letter case.
 *
 * @internal
 */
export function targetKey(target: Target): string {
  const { filter: _, ...properties } = target as Target & { filter?: unknown };
  return key(properties);
}

/** The whole content of an assignment: its target with the filter. @internal */
export function contentKey(target: Target): string {
  return key(target);
}

/** @internal */
export function sameContent(a: Target, b: Target): boolean {
  return contentKey(a) === contentKey(b);
}

/** The group that a target includes or excludes: no policy takes the same group both ways. @internal */
export function groupOf(target: Target): string | undefined {
  return "groupId" in target && typeof target.groupId === "string" ? target.groupId.toLowerCase() : undefined;
}

function key(value: object): string {
  return JSON.stringify(value, (name, member: unknown) => {
    if (name === "filter" && member === null) return undefined;
    if (typeof member === "string") return isGuid(member) ? member.toLowerCase() : member;
    if (typeof member === "object" && member !== null && !Array.isArray(member)) {
      return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    return member;
  });
}

/** "group 1f3c…", for messages. @internal */
export function describeTarget(target: Target): string {
  switch (target.type) {
    case "groupAssignmentTarget":
      return `group ${target.groupId}`;
    case "exclusionGroupAssignmentTarget":
      return `the exclusion of group ${target.groupId}`;
    case "allDevicesAssignmentTarget":
      return "all devices";
    case "allLicensedUsersAssignmentTarget":
      return "all licensed users";
    case "configurationManagerCollectionAssignmentTarget":
      return `collection ${target.collectionId}`;
    case "scopeTagGroupAssignmentTarget":
      return `scope tag group ${target.entraObjectId}`;
    default:
      return `a target of type ${(target as Target).type}`;
  }
}
