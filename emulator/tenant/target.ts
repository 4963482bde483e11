import type { JsonObject } from "../graph/json";

/** Whom an assignment reaches. */
export interface Target {
  /** Without namespace, for example `groupAssignmentTarget`. */
  readonly type: string;
  /** What identifies the target beside its type. */
  readonly properties: JsonObject;
  readonly filter: AssignmentFilter | undefined;
  /** Properties that the emulator does not know, as they came. They do not count for the target's identity. */
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
 * `scopeTagGroupAssignmentTarget` is in no metadata; its properties are those of the example bodies of "Create
 * deviceCompliancePolicyAssignment" and "Update enrollmentConfigurationAssignment" [D]. No report says that the
 * service refuses it.
 */
export const targetTypes: ReadonlyMap<string, Readonly<Record<string, PropertyKind>>> = new Map([
  ["groupAssignmentTarget", { groupId: "groupId" }],
  ["exclusionGroupAssignmentTarget", { groupId: "groupId" }],
  ["allDevicesAssignmentTarget", {}],
  ["allLicensedUsersAssignmentTarget", {}],
  ["configurationManagerCollectionAssignmentTarget", { collectionId: "text" }],
  ["scopeTagGroupAssignmentTarget", { targetType: "targetType", entraObjectId: "text" }],
] satisfies [string, Record<string, PropertyKind>][]);

/** The base of all targets: abstract, so it cannot be sent [M]. */
export const abstractTargetType = "deviceAndAppManagementAssignmentTarget";

/** In beta only [M]. */
export const filterProperties = {
  id: "deviceAndAppManagementAssignmentFilterId",
  type: "deviceAndAppManagementAssignmentFilterType",
} as const;

export const noFilterId = "00000000-0000-0000-0000-000000000000";

/**
 * Equal for two descriptions of the same target. A filter refines a target but is no part of its identity: a
 * group cannot be assigned twice with different filters [I].
 */
export function targetKey(target: Target): string {
  const names = Object.keys(target.properties).sort();
  return JSON.stringify([target.type, ...names.map((name) => [name, comparable(target.properties[name])])]);
}

function comparable(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/**
 * Who is meant, as the service's own ids spell it: the group, or the well-known id of all licensed users or all
 * devices [R]. It does not tell an inclusion from an exclusion. Undefined where nothing was reported.
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
