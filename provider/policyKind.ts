import type { AssignmentClass, PolicyKind } from "./policyKindColumns";
import {
  apps,
  configuration,
  further,
  macScript,
  managedApps,
  protectionId,
  script,
  serviceConfig,
  update,
} from "./policyKindGroups";

export type { AssignmentClass, PolicyKind } from "./policyKindColumns";

/**
 * The kinds of policy. The keys are the names of the lookups of the kinds that have classes of their own (`X` for `getX`
 * and `XAssignment`), and the collection, which is the `policyType`, for the others.
 */
export const policyKinds = {
  DeviceCompliancePolicy: {
    className: "DeviceCompliancePolicyAssignment",
    noun: "compliance policy",
    root: "deviceManagement",
    collection: "deviceCompliancePolicies",
    nameProperty: "displayName",
    policyIdProperty: "deviceCompliancePolicyId",
    assignmentType: "#microsoft.graph.deviceCompliancePolicyAssignment",
    assignmentsFrom: "list",
    writeVersion: "v1.0",
    assignParameter: "assignments",
    singleVerbs: "disputed",
    filters: "devices",
    permissions: configuration,
    elsewhere:
      "Linux compliance policies are in another collection, compliancePolicies, which getPolicy looks up.",
  },
  EnrollmentConfiguration: {
    className: "EnrollmentConfigurationAssignment",
    noun: "enrollment configuration",
    root: "deviceManagement",
    collection: "deviceEnrollmentConfigurations",
    nameProperty: "displayName",
    policyIdProperty: "deviceEnrollmentConfigurationId",
    markedId: { form: /^[-\da-f]{36}_[a-z]\w*$/i, written: "{guid}_{type}" },
    assignmentType: "#microsoft.graph.enrollmentConfigurationAssignment",
    assignmentsFrom: "list",
    writeVersion: "v1.0",
    betaOnlyIds:
      /_(SinglePlatformRestriction|EnrollmentNotificationsConfiguration|DeviceComanagementAuthorityConfiguration|WindowsRestore)$/i,
    assignParameter: "enrollmentConfigurationAssignments",
    singleVerbs: "disputed",
    filters: "devices",
    permissions: {
      // DeviceManagementConfiguration.Read.All does not read them (IntuneAssignmentChecker #73).
      read: [...serviceConfig.read, ...configuration.write],
      write: [...serviceConfig.write, ...configuration.write],
    },
    hiddenFromList: "deviceEnrollmentConfigurationType eq 'EnrollmentNotificationsConfiguration'",
    refusedTargets: {
      exclusionGroupAssignmentTarget:
        "Intune has no exclusions on enrollment configurations. Graph accepts them, but was reported to store them as inclusions, so the policy would reach exactly the group that you want to exclude",
    },
    builtIn: { ids: /_(Default\w*|WindowsRestore)$/i, priority: 0 },
  },
  configurationPolicies: {
    ...further,
    noun: "settings catalog policy",
    collection: "configurationPolicies",
    nameProperty: "name",
    assignmentType: "#microsoft.graph.deviceManagementConfigurationPolicyAssignment",
  },
  // Through beta, where single verbs were seen to work (Microsoft365DSC) and which knows every type.
  deviceConfigurations: {
    ...further,
    noun: "device configuration",
    collection: "deviceConfigurations",
    assignmentType: "#microsoft.graph.deviceConfigurationAssignment",
    singleVerbs: "works",
  },
  compliancePolicies: {
    ...further,
    noun: "Linux compliance policy",
    collection: "compliancePolicies",
    nameProperty: "name",
    assignmentType: "#microsoft.graph.deviceManagementConfigurationPolicyAssignment",
    filters: "none",
  },
  deviceManagementScripts: { ...script, noun: "PowerShell script", collection: "deviceManagementScripts" },
  windowsFeatureUpdateProfiles: {
    ...update,
    noun: "Windows feature update profile",
    collection: "windowsFeatureUpdateProfiles",
    assignmentType: "#microsoft.graph.windowsFeatureUpdateProfileAssignment",
  },
  windowsQualityUpdateProfiles: {
    ...update,
    noun: "Windows quality update profile",
    collection: "windowsQualityUpdateProfiles",
    assignmentType: "#microsoft.graph.windowsQualityUpdateProfileAssignment",
  },
  windowsQualityUpdatePolicies: {
    ...update,
    noun: "Windows quality update policy",
    collection: "windowsQualityUpdatePolicies",
    assignmentType: "#microsoft.graph.windowsQualityUpdatePolicyAssignment",
  },
  windowsDriverUpdateProfiles: {
    ...update,
    noun: "Windows driver update profile",
    collection: "windowsDriverUpdateProfiles",
    assignmentType: "#microsoft.graph.windowsDriverUpdateProfileAssignment",
  },
  iosManagedAppProtections: {
    ...managedApps,
    ...protectionId,
    noun: "iOS app protection policy",
    collection: "iosManagedAppProtections",
  },
  androidManagedAppProtections: {
    ...managedApps,
    ...protectionId,
    noun: "Android app protection policy",
    collection: "androidManagedAppProtections",
  },
  windowsManagedAppProtections: {
    ...managedApps,
    ...protectionId,
    noun: "Windows app protection policy",
    collection: "windowsManagedAppProtections",
    writeVersion: "beta",
  },
  targetedManagedAppConfigurations: {
    ...managedApps,
    noun: "app configuration policy for managed apps",
    collection: "targetedManagedAppConfigurations",
    markedId: { form: /^A_/i, written: "A_{guid}" },
  },
  mobileAppConfigurations: {
    ...further,
    noun: "app configuration policy for managed devices",
    root: "deviceAppManagement",
    collection: "mobileAppConfigurations",
    assignmentType: "#microsoft.graph.managedDeviceMobileAppConfigurationAssignment",
    writeVersion: "v1.0",
    assignCast: "microsoft.graph.managedDeviceMobileAppConfiguration",
    singleVerbs: "refused",
    permissions: apps,
  },
  deviceShellScripts: { ...macScript, noun: "macOS shell script", collection: "deviceShellScripts" },
  deviceCustomAttributeShellScripts: {
    ...macScript,
    noun: "macOS custom attribute script",
    collection: "deviceCustomAttributeShellScripts",
  },
} as const satisfies Record<string, PolicyKind>;

export type PolicyKindName = keyof typeof policyKinds;

/** The key of a kind in the table. */
export function kindNameOf(kind: PolicyKind): PolicyKindName {
  const names = Object.keys(policyKinds) as PolicyKindName[];
  const name = names.find((known) => policyKinds[known] === kind);
  if (name === undefined) throw new Error(`the table has no kind ${kind.noun}`);
  return name;
}

/** The names of the resource classes, as they stand in a resource's `__provider` string. */
export type ResourceClassName = `${AssignmentClass}${"" | "Set"}`;

/** One policy of one kind: whose assignments a change is about. */
export interface Policy {
  readonly kind: PolicyKind;
  readonly id: string;
}

/** "compliance policy 1f3c…", for messages. */
export function describePolicy(policy: Policy): string {
  return `${policy.kind.noun} ${policy.id}`;
}

/** Graph compares ids without letter case. */
export function samePolicyId(a: unknown, b: unknown): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}

/** The version of Graph through which a policy's assignments are written, as long as v1.0 can carry them. */
export function writeVersionOf({ kind, id }: Policy): "v1.0" | "beta" {
  return kind.betaOnlyIds?.test(id) ? "beta" : kind.writeVersion;
}

/**
 * Whether Intune made a policy itself. In most cases the id is enough. A list also has the priority.
 *
 * Sources: Pacers31Colts18/Intune.Docs, deploymenttheory `windows_backup_and_restore`.
 */
export function isBuiltIn(
  { builtIn }: PolicyKind,
  { id, priority }: { readonly id: string; readonly priority?: unknown },
): boolean {
  return builtIn !== undefined && (builtIn.ids.test(id) || priority === builtIn.priority);
}

/** One key per policy. */
export function policyKey(policy: Policy): string {
  return `${policy.kind.collection}/${policy.id.toLowerCase()}`;
}
