import type { AssignmentFilter, Target } from "../target";
import { isGuid, isTargetType, targetTypes } from "./targetTypes";

/**
 * What makes an assignment the one it is. Graph's ids are opaque and can be shared, so an assignment is found by
 * its target: the type and the properties that are known of it. What Microsoft adds to a type later changes no
 * identity. GUIDs are compared without letter case.
 */
export interface Identity {
  readonly target: Target;
  /** The target without its filter. A policy has one assignment for each. */
  readonly key: string;
  /** The target with its filter. */
  readonly content: string;
}

export function identify(target: Target): Identity {
  const key = targetKey(target);
  const filter = "filter" in target ? target.filter : undefined;
  return { target, key, content: filter ? `${key} ${filterKey(filter)}` : key };
}

export function targetKey(target: Target): string {
  if (!isTargetType(target.type)) return canonical(withoutFilter(target));
  const values = Object.keys(targetTypes[target.type].properties).map((name) =>
    fold((target as unknown as Record<string, unknown>)[name]),
  );
  return [target.type, ...values].join(" ");
}

export function contentKey(target: Target): string {
  return identify(target).content;
}

export function sameContent(a: Target, b: Target): boolean {
  return contentKey(a) === contentKey(b);
}

/** The group that a target includes or excludes: no policy takes the same group both ways. */
export function groupOf(target: Target): string | undefined {
  return "groupId" in target && typeof target.groupId === "string" ? target.groupId.toLowerCase() : undefined;
}

/** Whether a target keeps a group away from the policy. */
export function isExclusion({ target }: Identity): boolean {
  return target.type === "exclusionGroupAssignmentTarget";
}

const opposites: Partial<Record<Target["type"], Target["type"]>> = {
  groupAssignmentTarget: "exclusionGroupAssignmentTarget",
  exclusionGroupAssignmentTarget: "groupAssignmentTarget",
};

/** The key of the same group the other way round. */
export function oppositeKey(target: Target): string | undefined {
  const type = opposites[target.type];
  return type && "groupId" in target ? targetKey({ type, groupId: target.groupId } as Target) : undefined;
}

function filterKey({ id, type }: AssignmentFilter): string {
  return `${type} ${id.toLowerCase()}`;
}

function fold(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value) ?? "";
  return isGuid(value) ? value.toLowerCase() : value;
}

function withoutFilter(target: Target): object {
  const { filter: _, ...properties } = target as Target & { filter?: unknown };
  return properties;
}

/** JSON that does not depend on the order of properties. */
function canonical(value: object): string {
  return JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member === "string") return fold(member);
    if (typeof member === "object" && member !== null && !Array.isArray(member)) {
      return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    return member;
  });
}

/** "group 1f3c…", for messages. */
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
