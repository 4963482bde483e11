/**
 * An assignment filter: it narrows a target to the devices that match (`include`) or do not match
 * (`exclude`) the filter's rule. Filters exist in Graph **beta** only; an assignment with a filter is
 * written through the `assign` action of beta.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/intune-shared-deviceandappmanagementassignmenttarget?view=graph-rest-beta
 */
export interface AssignmentFilter {
  /** The filter's id: a GUID, `id` of `/deviceManagement/assignmentFilters`. */
  id: string;
  /** Whether devices that match the filter are the ones to include or the ones to exclude. */
  type: "include" | "exclude";
}

/**
 * The members of one Entra group.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/intune-shared-groupassignmenttarget
 */
export interface GroupAssignmentTarget {
  /** Graph's name of this type of target. */
  type: "groupAssignmentTarget";
  /** The group's object id: a GUID. */
  groupId: string;
  /** Narrows the group to some devices (Graph beta). Default: no filter. */
  filter?: AssignmentFilter | undefined;
}

/**
 * Leaves out the members of one Entra group, whatever else the policy is assigned to. One group cannot be
 * included and excluded on the same policy.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/intune-shared-exclusiongroupassignmenttarget
 */
export interface ExclusionGroupAssignmentTarget {
  /** Graph's name of this type of target. */
  type: "exclusionGroupAssignmentTarget";
  /** The group's object id: a GUID. */
  groupId: string;
}

/**
 * Every device of the tenant.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/intune-shared-alldevicesassignmenttarget
 */
export interface AllDevicesAssignmentTarget {
  /** Graph's name of this type of target. */
  type: "allDevicesAssignmentTarget";
  /** Narrows the target to some devices (Graph beta). Default: no filter. */
  filter?: AssignmentFilter | undefined;
}

/**
 * Every licensed user of the tenant.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/intune-shared-alllicensedusersassignmenttarget
 */
export interface AllLicensedUsersAssignmentTarget {
  /** Graph's name of this type of target. */
  type: "allLicensedUsersAssignmentTarget";
  /** Narrows the target to some devices (Graph beta). Default: no filter. */
  filter?: AssignmentFilter | undefined;
}

/**
 * A collection of Microsoft Configuration Manager.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/intune-shared-configurationmanagercollectionassignmenttarget
 */
export interface ConfigurationManagerCollectionAssignmentTarget {
  /** Graph's name of this type of target. */
  type: "configurationManagerCollectionAssignmentTarget";
  /** The collection's Configuration Manager id, such as `SMS00001`: not a GUID. */
  collectionId: string;
}

/**
 * A scope tag group. Microsoft documents this type **only by the example bodies** of the create and update
 * pages; the published metadata of no cloud has it, so a tenant may refuse it.
 *
 * Source: https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicyassignment-create
 */
export interface ScopeTagGroupAssignmentTarget {
  /** Graph's name of this type of target. */
  type: "scopeTagGroupAssignmentTarget";
  /** What the Entra object is. */
  targetType: "none" | "user" | "device";
  /** The id of the Entra object. */
  entraObjectId: string;
}

/** Whom an assignment reaches: told apart by `type`, with Graph's own names for types and properties. */
export type Target =
  | GroupAssignmentTarget
  | ExclusionGroupAssignmentTarget
  | AllDevicesAssignmentTarget
  | AllLicensedUsersAssignmentTarget
  | ConfigurationManagerCollectionAssignmentTarget
  | ScopeTagGroupAssignmentTarget;
