/*
 * What several rows of the table in policyKind.ts have in common. The table checks the shape.
 */

const permissions = (area: string) => {
  const [read, write] = [`DeviceManagement${area}.Read.All`, `DeviceManagement${area}.ReadWrite.All`];
  return { read: [read, write], write: [write], assign: [write] };
};
export const configuration = permissions("Configuration");
export const serviceConfig = permissions("ServiceConfig");
export const apps = permissions("Apps");
const scripts = permissions("Scripts");

export const beta = ["beta"] as const;

/** Builds an assignment's id from the policy and the group, with a sign between them. */
export const joined =
  (sign: string) =>
  ({ policy, group }: { readonly policy: string; readonly group: string }) =>
    `${policy}${sign}${group}`;

/**
 * Scripts. The pages also name the permissions of configurations. The service has refused these since July 2025
 * (sibranda/GetIntuneAssignments #14; msgraph answers 403, ugurkocde/IntuneAssignmentChecker #125) [R].
 */
export const script = {
  versions: beta,
  assignmentType: "deviceManagementScriptAssignment",
  assignParameter: "deviceManagementScriptAssignments",
  documented: {
    permissions: {
      read: [...scripts.read, ...configuration.read],
      write: [...scripts.write, ...configuration.write],
      assign: [...scripts.assign, ...configuration.assign],
    },
  },
  observed: { assignStatus: 200, assignmentId: joined(":"), permissions: scripts },
} as const;

/** `GET …/assignments` has no route (SkipToTheEndpoint/TenuVault in its lab; IntuneCD reads the set expanded) [R]. */
export const macScript = {
  ...script,
  observed: { ...script.observed, assignStatus: 204, assignmentsRoute: false },
} as const;

/** Profiles of Windows Update. The pages say 204, IntuneCD gets 200 [R]. */
export const update = {
  versions: beta,
  documented: {},
  observed: { assignStatus: 200 },
} as const;

/**
 * App protection. The service refuses all targets but groups (KelvinTegelaar/CIPP #4677). The ids are as deploymenttheory's
 * provider captured them: one group may be included and excluded [R].
 */
export const appProtection = {
  root: "deviceAppManagement",
  assignmentType: "targetedManagedAppPolicyAssignment",
  hasSource: true,
  directSourceId: "00000000-0000-0000-0000-000000000000",
  documented: { permissions: apps },
  observed: {
    targets: ["groupAssignmentTarget", "exclusionGroupAssignmentTarget"],
    assignmentId: ({ group, isExclusion }: { readonly group: string; readonly isExclusion: boolean }) =>
      `${group}_${isExclusion ? "excl" : "incl"}`,
  },
} as const;
