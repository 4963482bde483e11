import type { Target } from "../target";

/** What one property of a target accepts. */
export interface PropertyRule {
  /** The sentence of an error: what is accepted. */
  readonly accepted: string;
  /** Where to find it. */
  readonly help?: string;
  accepts(value: string): boolean;
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(value: string): boolean {
  return guidPattern.test(value);
}

/** Whether a GUID is part of a value. */
export function hasGuid(value: string): boolean {
  return /(?<![\da-f])[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f])/i.test(value);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unsafeInId = /[/?#\u0000-\u001f\u007f-\u009f]|\.\.|^\.$/;

/** Whether a value can stand as one segment of a path of Graph. */
export function isSafeId(value: string): boolean {
  return value.trim() !== "" && !unsafeInId.test(value) && value.isWellFormed();
}

/** What {@link isSafeId} accepts, in words. */
const safeIdAccepted = 'not empty, and without "/", "?", "#", ".." and control characters';

const groupId: PropertyRule = {
  accepted: "the object id of an Entra group, a GUID",
  help: "A Group of @pulumi/azuread has it as objectId, and getGroup finds it by a name",
  accepts: isGuid,
};

/**
 * Ids that exports and the admin center show in the place of a group, for everybody. They are in no directory.
 * Source: assignment ids as reported, `{policyId}_adadadad-…`.
 */
export const wellKnownGroups: Readonly<
  Record<string, "allDevicesAssignmentTarget" | "allLicensedUsersAssignmentTarget">
> = {
  "adadadad-808e-44e2-905a-0b7873a8a531": "allDevicesAssignmentTarget",
  "acacacac-9df4-4c7d-9d50-4ef0226f57a9": "allLicensedUsersAssignmentTarget",
};

function safeId(what: string): PropertyRule {
  return { accepted: `${what}: ${safeIdAccepted}`, accepts: isSafeId };
}

function oneOf(...values: string[]): PropertyRule {
  return {
    accepted: values.map((value) => `"${value}"`).join(", "),
    accepts: (value) => values.includes(value),
  };
}

interface TargetTypeRule {
  readonly properties: Readonly<Record<string, PropertyRule>>;
  /** Whether an assignment filter can narrow it. */
  readonly filter: boolean;
}

/** The types of target with their properties. Property names are Graph's own, so they need no translation. */
export const targetTypes: Readonly<Record<Target["type"], TargetTypeRule>> = {
  groupAssignmentTarget: { properties: { groupId }, filter: true },
  exclusionGroupAssignmentTarget: { properties: { groupId }, filter: false },
  allDevicesAssignmentTarget: { properties: {}, filter: true },
  allLicensedUsersAssignmentTarget: { properties: {}, filter: true },
  configurationManagerCollectionAssignmentTarget: {
    properties: { collectionId: safeId("the id of a Configuration Manager collection, such as SMS00001") },
    filter: false,
  },
  scopeTagGroupAssignmentTarget: {
    properties: {
      targetType: oneOf("none", "user", "device"),
      entraObjectId: safeId("the id of an Entra object"),
    },
    filter: false,
  },
};

/** The properties of a filter. */
export const filterProperties: Readonly<Record<string, PropertyRule>> = {
  id: {
    accepted: "the id of an assignment filter, a GUID",
    help: "getAssignmentFilter finds it by the filter's name",
    accepts: isGuid,
  },
  type: oneOf("include", "exclude"),
};

export function isTargetType(type: unknown): type is Target["type"] {
  return typeof type === "string" && Object.hasOwn(targetTypes, type);
}
