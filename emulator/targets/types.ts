/** What a property of a target holds. @internal */
export type PropertyKind = "groupId" | "text" | "targetType";

/**
 * The target types and their properties, as in the v1.0 metadata (August 2026).
 *
 * `scopeTagGroupAssignmentTarget` is in no metadata; its properties are those of the example bodies of "Create
 * deviceCompliancePolicyAssignment" and "Update enrollmentConfigurationAssignment" [D]. No report says that the
 * service refuses it, so both faces take it.
 *
 * @internal
 */
export const targetTypes: ReadonlyMap<string, Readonly<Record<string, PropertyKind>>> = new Map([
  ["groupAssignmentTarget", { groupId: "groupId" }],
  ["exclusionGroupAssignmentTarget", { groupId: "groupId" }],
  ["allDevicesAssignmentTarget", {}],
  ["allLicensedUsersAssignmentTarget", {}],
  ["configurationManagerCollectionAssignmentTarget", { collectionId: "text" }],
  ["scopeTagGroupAssignmentTarget", { targetType: "targetType", entraObjectId: "text" }],
] satisfies [string, Record<string, PropertyKind>][]);

/** The base of all targets: abstract, so it cannot be sent [M]. @internal */
export const abstractTargetType = "deviceAndAppManagementAssignmentTarget";

/** In beta only [M]. @internal */
export const filterProperties = {
  id: "deviceAndAppManagementAssignmentFilterId",
  type: "deviceAndAppManagementAssignmentFilterType",
} as const;

/** @internal */
export const noFilterId = "00000000-0000-0000-0000-000000000000";
