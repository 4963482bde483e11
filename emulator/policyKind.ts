import { type AssignmentKey, columnsOf, type PolicyColumns, type Row } from "./policyColumns";
import {
  appProtection,
  apps,
  beta,
  configuration,
  joined,
  macScript,
  script,
  serviceConfig,
  update,
} from "./policyKindGroups";

const words = (text: string): readonly string[] => text.split(" ");

const rows = {
  // Ids: 26 of 26 in one real answer. Single writes refused: microsoft-graph-docs #2326, #4983, #20615;
  // msgraph-sdk-powershell #828, #2985, #3376; azitc-ac/intune-tools in September 2026 [R].
  /** Source: the pages of deviceCompliancePolicy. */
  deviceCompliancePolicies: {
    assignmentType: "deviceCompliancePolicyAssignment",
    hasSource: true,
    v1Types: words(
      "androidCompliancePolicy androidWorkProfileCompliancePolicy iosCompliancePolicy macOSCompliancePolicy windows10CompliancePolicy windows10MobileCompliancePolicy windows81CompliancePolicy windowsPhone81CompliancePolicy",
    ),
    documented: { assignStatus: 200 },
    observed: { singleVerbs: [], assignmentId: joined("_") },
  },
  // Single writes refused, the service's name: msgraph-beta-sdk-dotnet #130. Ids: Microsoft365DSC #3892. Built-ins:
  // Pacers31Colts18/Intune.Docs. Notifications: Micke-K/IntuneManagement IntuneFilterUsage.psm1. Exclusions:
  // SkipToTheEndpoint/TenuVault. Permissions: ugurkocde/IntuneAssignmentChecker #73 [R].
  /** Ids are `{guid}_{Type}`; built-in ones `{guid}_Default…`. Source: the pages of deviceEnrollmentConfiguration. */
  deviceEnrollmentConfigurations: {
    assignmentType: "enrollmentConfigurationAssignment",
    assignParameter: "enrollmentConfigurationAssignments",
    hasSource: true,
    v1Types: words(
      "deviceEnrollmentLimitConfiguration deviceEnrollmentPlatformRestrictionsConfiguration deviceEnrollmentWindowsHelloForBusinessConfiguration windows10EnrollmentCompletionPageConfiguration",
    ),
    betaProperties: ["roleScopeTagIds", "deviceEnrollmentConfigurationType"],
    builtIn: /_(Default[A-Za-z0-9]*|WindowsRestore)$/i,
    typeProperty: "deviceEnrollmentConfigurationType",
    service: "StatelessOnboardingService",
    documented: {
      permissions: {
        read: [...serviceConfig.read, ...configuration.read],
        write: [...serviceConfig.write, ...configuration.write],
        // The page of the action names this one only [D].
        assign: serviceConfig.assign,
      },
    },
    observed: {
      singleVerbs: [],
      assignStatus: 200,
      // The tail begins with the configuration's GUID again; what follows was cut off in the report [I].
      assignmentId: ({ policy, group }: AssignmentKey) => `${policy.split("_")[0]}_${group}_${policy}`,
      storesExclusionsAsInclusions: true,
      unlistedType: "enrollmentNotificationsConfiguration",
      permissions: serviceConfig,
    },
  },
  // POST and DELETE work: Microsoft365DSC PR #4008; azitc-ac/intune-tools in September 2026. PATCH is not reported [R].
  /** Device configurations, update rings and custom profiles. Source: the pages of deviceConfiguration. */
  deviceConfigurations: {
    example: ["windowsUpdateForBusinessConfiguration", "Update ring 1"],
    assignmentType: "deviceConfigurationAssignment",
    hasSource: true,
    assignmentDefaults: { intent: "apply" },
    v1Types: words(
      "androidCustomConfiguration androidGeneralDeviceConfiguration androidWorkProfileCustomConfiguration androidWorkProfileGeneralDeviceConfiguration editionUpgradeConfiguration iosCertificateProfile iosCustomConfiguration iosDeviceFeaturesConfiguration iosGeneralDeviceConfiguration iosUpdateConfiguration macOSCustomConfiguration macOSDeviceFeaturesConfiguration macOSGeneralDeviceConfiguration sharedPCConfiguration windows10CustomConfiguration windows10EndpointProtectionConfiguration windows10EnterpriseModernAppManagementConfiguration windows10GeneralConfiguration windows10SecureAssessmentConfiguration windows10TeamGeneralConfiguration windows81GeneralConfiguration windowsDefenderAdvancedThreatProtectionConfiguration windowsPhone81CustomConfiguration windowsPhone81GeneralConfiguration windowsUpdateForBusinessConfiguration",
    ),
    documented: { assignStatus: 200 },
    observed: { assignmentId: joined("_") },
  },
  // Expanded on one object the set is empty (TenuVault, msgraph-sdk-powershell #3337); 204, pages of 25 and 400 for what
  // is gone: TenuVault; also microsoft/terraform-provider-msgraph #61. Ids: Pacers31Colts18/Intune.Docs [R].
  /** Settings catalog and endpoint security. Source: the beta pages of deviceManagementConfigurationPolicy. */
  configurationPolicies: {
    example: ["deviceManagementConfigurationPolicy", "BitLocker"],
    versions: beta,
    nameProperty: "name",
    assignmentType: "deviceManagementConfigurationPolicyAssignment",
    hasSource: true,
    documented: { assignStatus: 200 },
    observed: { assignStatus: 204, assignmentId: joined("_"), expandsOne: false, gone: 400, pageSize: 25 },
  },
  // Nothing but a 200 was reported (IntuneCD) [R].
  /** Compliance policies of Linux. Source: the beta pages of deviceManagementCompliancePolicy. */
  compliancePolicies: {
    example: ["deviceManagementCompliancePolicy", "Linux baseline"],
    versions: beta,
    nameProperty: "name",
    assignmentType: "deviceManagementConfigurationPolicyAssignment",
    hasSource: true,
    documented: { assignStatus: 200 },
    observed: {},
  },
  // Ids with a colon: Pacers31Colts18/Intune.Docs. 200: IntuneCD [R].
  /** PowerShell scripts. Source: the beta pages of deviceManagementScript. */
  deviceManagementScripts: { ...script, example: ["deviceManagementScript", "Rename computer"] },
  /** Shell scripts of macOS. Source: the beta pages of deviceShellScript. */
  deviceShellScripts: { ...macScript, example: ["deviceShellScript", "Set the dock"] },
  /** Custom attributes of macOS. Source: the beta pages of deviceCustomAttributeShellScript. */
  deviceCustomAttributeShellScripts: {
    ...macScript,
    example: ["deviceCustomAttributeShellScript", "Battery cycles"],
  },
  // No $filter: terraprovider/terraform-provider-microsoft365wp, Microsoft365DSC #4597 [R].
  /** Source: the beta pages of windowsFeatureUpdateProfile. */
  windowsFeatureUpdateProfiles: {
    ...update,
    assignmentType: "windowsFeatureUpdateProfileAssignment",
    example: ["windowsFeatureUpdateProfile", "Windows 11 25H2"],
    observed: { ...update.observed, filtersLists: false },
  },
  /** Source: the beta pages of windowsDriverUpdateProfile. */
  windowsDriverUpdateProfiles: {
    ...update,
    assignmentType: "windowsDriverUpdateProfileAssignment",
    example: ["windowsDriverUpdateProfile", "Drivers"],
    observed: { ...update.observed, filtersLists: false },
  },
  // No $filter: a tenant of Microsoft365DSC PR #4872 [R].
  /** Expedited updates. Source: the beta pages of windowsQualityUpdateProfile. */
  windowsQualityUpdateProfiles: {
    ...update,
    assignmentType: "windowsQualityUpdateProfileAssignment",
    example: ["windowsQualityUpdateProfile", "Expedited updates"],
    observed: { ...update.observed, filtersLists: false },
  },
  /** Hotpatch. Source: the beta pages of windowsQualityUpdatePolicy. */
  windowsQualityUpdatePolicies: {
    ...update,
    assignmentType: "windowsQualityUpdatePolicyAssignment",
    example: ["windowsQualityUpdatePolicy", "Hotpatch"],
    observed: {},
  },
  // Creating one assignment is not documented, and refused (msgraph-sdk-powershell #2985) [D, R].
  /** Ids are `T_{guid}`. Source: the pages of iosManagedAppProtection. */
  iosManagedAppProtections: {
    example: ["iosManagedAppProtection", "iOS app protection", "T_"],
    ...appProtection,
    documented: { permissions: apps, singleVerbs: ["PATCH", "DELETE"] },
    observed: { ...appProtection.observed, singleVerbs: [] },
  },
  /** Ids are `T_{guid}`. Source: the pages of androidManagedAppProtection. */
  androidManagedAppProtections: {
    example: ["androidManagedAppProtection", "Android app protection", "T_"],
    ...appProtection,
    documented: { permissions: apps, singleVerbs: ["PATCH", "DELETE"] },
    observed: { ...appProtection.observed, singleVerbs: [] },
  },
  /** Ids are `T_{guid}`. Source: the beta pages of windowsManagedAppProtection. */
  windowsManagedAppProtections: {
    ...appProtection,
    versions: beta,
    example: ["windowsManagedAppProtection", "Windows app protection", "T_"],
  },
  /** Ids are `A_{guid}`. Source: the pages of targetedManagedAppConfiguration. */
  targetedManagedAppConfigurations: {
    example: ["targetedManagedAppConfiguration", "Edge settings", "A_"],
    ...appProtection,
    documented: { permissions: apps, singleVerbs: ["PATCH", "DELETE"] },
  },
  // The cast: microsoft-graph-docs #15359, #20609. Single writes refused: microsoft-graph-docs-contrib #4017,
  // msgraph-sdk-powershell #1318, #2250, #2985; azitc-ac/intune-tools in September 2026 [R].
  /** App configurations of managed devices. Source: the pages of managedDeviceMobileAppConfiguration. */
  mobileAppConfigurations: {
    example: ["iosMobileAppConfiguration", "Outlook on iOS"],
    root: "deviceAppManagement",
    assignmentType: "managedDeviceMobileAppConfigurationAssignment",
    assignCast: "managedDeviceMobileAppConfiguration",
    v1Types: ["iosMobileAppConfiguration"],
    service: "AppLifecycle_2205/StatelessAppMetadataFEService",
    documented: { permissions: apps },
    observed: { singleVerbs: [] },
  },
} satisfies Record<string, Row>;

/** The table. The types of the state are made from it. */
export type PolicyRows = typeof rows;

/** The collections of policies in the emulator. They are also the keys of its state. */
export type PolicyCollection = keyof PolicyRows;

/** One kind of policy. */
export interface PolicyKind extends PolicyColumns {
  readonly collection: PolicyCollection;
}

/** Every kind of policy, in the order of the table. */
export const policyKinds: readonly PolicyKind[] = Object.entries<Row>(rows).map(([collection, row]) => ({
  ...columnsOf(row, configuration),
  collection: collection as PolicyCollection,
}));

/** The kind of a collection. */
export function policyKindOf(collection: string): PolicyKind | undefined {
  return policyKinds.find((kind) => kind.collection === collection);
}
