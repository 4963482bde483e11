import type { JsonObject } from "../graph/json";

/** Whom an assignment reaches. */
export interface Target {
  /** Without namespace, for example `groupAssignmentTarget`. */
  readonly type: string;
  /** What identifies the target beside its type. */
  readonly properties: JsonObject;
  readonly filter: AssignmentFilter | undefined;
  /** Properties that the emulator does not know, as received. They are no part of the target's identity. */
  readonly more: JsonObject;
}

export interface AssignmentFilter {
  readonly id: string | null;
  readonly type: string;
}

/** What a property of a target holds. */
export type PropertyKind = "groupId" | "text" | "targetType";

/**
 * The target types and their properties, as in the v1.0 metadata (August 2026).
 *
 * `scopeTagGroupAssignmentTarget` is in no metadata. Its properties are from the example bodies of "Create
 * deviceCompliancePolicyAssignment" and "Update enrollmentConfigurationAssignment" [D]. No report says that the service
 * refuses it.
 */
export const targetTypes: ReadonlyMap<string, Readonly<Record<string, PropertyKind>>> = new Map([
  ["groupAssignmentTarget", { groupId: "groupId" }],
  ["exclusionGroupAssignmentTarget", { groupId: "groupId" }],
  ["allDevicesAssignmentTarget", {}],
  ["allLicensedUsersAssignmentTarget", {}],
  ["configurationManagerCollectionAssignmentTarget", { collectionId: "text" }],
  ["scopeTagGroupAssignmentTarget", { targetType: "targetType", entraObjectId: "text" }],
] satisfies [string, Record<string, PropertyKind>][]);

/** The base type of all targets. It is abstract, so clients cannot send it [M]. */
export const abstractTargetType = "deviceAndAppManagementAssignmentTarget";

/** In beta only [M]. */
export const filterProperties = {
  id: "deviceAndAppManagementAssignmentFilterId",
  type: "deviceAndAppManagementAssignmentFilterType",
} as const;

export const noFilterId = "00000000-0000-0000-0000-000000000000";

/**
 * Two descriptions of the same target have the same key. A filter is no part of it: you cannot assign a group twice
 * with different filters [I].
 */
export function targetKey(target: Target): string {
  const names = Object.keys(target.properties).sort();
  return JSON.stringify([target.type, ...names.map((name) => [name, comparable(target.properties[name])])]);
}

function comparable(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/**
 * Whom a target reaches, as the service writes it in ids: the group, or the well-known id of all licensed users or all
 * devices [R]. An inclusion and an exclusion have the same. Undefined if nothing is reported.
 */
export function targetSubject({ type, properties }: Target): string | undefined {
  switch (type) {
    case "allLicensedUsersAssignmentTarget":
      return "acacacac-9df4-4c7d-9d50-4ef0226f57a9";
    case "allDevicesAssignmentTarget":
      return "adadadad-808e-44e2-905a-0b7873a8a531";
    default:
      return typeof properties["groupId"] === "string" ? properties["groupId"].toLowerCase() : undefined;
  }
}
