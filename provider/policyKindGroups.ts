/*
 * What several rows of the table in policyKind.ts have in common.
 */

const permissions = (area: string) => {
  const read = `DeviceManagement${area}.Read.All`;
  const write = `DeviceManagement${area}.ReadWrite.All`;
  return { read: [read, write], write: [write] };
};
export const configuration = permissions("Configuration");
export const serviceConfig = permissions("ServiceConfig");
export const apps = permissions("Apps");
const scripts = permissions("Scripts");

const notKnown = "This kind of policy is not known to take it";
const byGroup = "Intune assigns this kind of policy to groups only";
const allUsersGroup = "acacacac-9df4-4c7d-9d50-4ef0226f57a9";

/** Targets that only compliance policies and enrollment configurations are documented to take. */
const rareTargets = {
  configurationManagerCollectionAssignmentTarget: notKnown,
  scopeTagGroupAssignmentTarget: notKnown,
};

/** What most kinds without a class of their own have in common. */
export const further = {
  className: "PolicyAssignment",
  root: "deviceManagement",
  nameProperty: "displayName",
  policyIdProperty: "policyId",
  assignmentsFrom: "list",
  writeVersion: "beta",
  assignParameter: "assignments",
  singleVerbs: "unknown",
  filters: "devices",
  refusedTargets: rareTargets,
  permissions: configuration,
} as const;

/** Profiles of Windows Update, whose targets are groups (deploymenttheory `WindowsSoftwareUpdateAssignmentsSchema`). */
export const update = {
  ...further,
  filters: "none",
  refusedTargets: {
    ...rareTargets,
    allDevicesAssignmentTarget: byGroup,
    allLicensedUsersAssignmentTarget: byGroup,
  },
} as const;

/** Policies for managed apps. The admin center assigns all users as a group with an id of its own (CIPP #4677). */
export const managedApps = {
  ...further,
  root: "deviceAppManagement",
  assignmentType: "#microsoft.graph.targetedManagedAppPolicyAssignment",
  writeVersion: "v1.0",
  singleVerbs: "refused",
  settlesLate: true,
  filters: "apps",
  allUsersGroup,
  refusedTargets: {
    ...rareTargets,
    allDevicesAssignmentTarget: byGroup,
    allLicensedUsersAssignmentTarget: `${byGroup}. All users are the group ${allUsersGroup} here`,
  },
  permissions: apps,
} as const;

/** Sources: exports of SkipToTheEndpoint/OpenIntuneBaseline, and captures of deploymenttheory, which have `A_` too. */
export const protectionId = { markedId: { form: /^T_/i, written: "T_{guid}" } } as const;

/** Scripts. Sources: MC1066336, MC1107490 for the permission. */
export const script = {
  ...further,
  assignmentType: "#microsoft.graph.deviceManagementScriptAssignment",
  assignParameter: "deviceManagementScriptAssignments",
  filters: "none",
  permissions: {
    read: [...scripts.read, ...configuration.read],
    write: [...scripts.write, ...configuration.write],
  },
} as const;

/** Scripts for macOS: the service has no list of their assignments (TenuVault, lab runs of September 2026). */
export const macScript = { ...script, assignmentsFrom: "expand", singleVerbs: "refused" } as const;
