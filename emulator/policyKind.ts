/** The versions of Graph, as in the path. */
export const versions = ["v1.0", "beta"] as const;

export type Version = (typeof versions)[number];

/**
 * How the service behaves: `documented` as Microsoft's pages say, `observed` as people publicly reported of real tenants.
 * On `observed` the router refuses single writes of most kinds of policy, and the ids of assignments are built from
 * those of the policy and the group.
 */
export type ServiceName = "documented" | "observed";

/** What is documented of a kind of policy and reported otherwise. */
export interface KindBehavior {
  /** The verbs of a single assignment that have a route. */
  readonly singleVerbs: readonly ("POST" | "PATCH" | "DELETE")[];
  /** Whether `…/{id}/assignments` has a route at all. Without one, `$expand=assignments` shows the set. */
  readonly assignmentsRoute: boolean;
  /** Whether `$expand=assignments` of one policy shows its set, rather than an empty one. */
  readonly expandsOne: boolean;
  readonly assignStatus: 200 | 204;
  /** The key of a new assignment. Undefined: a GUID that says nothing. */
  readonly assignmentId: ((key: AssignmentKey) => string) | undefined;
  /** The types of targets that are taken. Undefined: all. */
  readonly targets: readonly string[] | undefined;
  /** Whether an exclusion is stored as an inclusion. */
  readonly storesExclusionsAsInclusions: boolean;
  /** The status that says that a policy is not there. */
  readonly gone: 400 | 404;
  /** Whether lists of policies take `$filter`. */
  readonly filtersLists: boolean;
  /** The type of policies that a list leaves out unless a filter asks for it. */
  readonly unlistedType: string | undefined;
  /** Permissions of Graph; any one is enough. */
  readonly permissions: Readonly<Record<"read" | "write" | "assign", readonly string[]>>;
}

/** What the service builds an assignment's id from. */
export interface AssignmentKey {
  readonly policy: string;
  /** The group, or the well-known id of all users or all devices. */
  readonly group: string;
  readonly isExclusion: boolean;
}

/** One kind of policy: the columns of the table. */
export interface PolicyKind extends Readonly<Record<ServiceName, KindBehavior>> {
  /** The collection under the root, and its key in the emulator's state. */
  readonly collection: PolicyCollection;
  readonly root: "deviceManagement" | "deviceAppManagement";
  readonly versions: readonly Version[];
  /** The property that holds the name which the admin center shows. */
  readonly nameProperty: "displayName" | "name";
  readonly assignmentType: string;
  /** The one parameter of the `assign` action. */
  readonly assignParameter: string;
  /** The type that stands before the action in its path. Without it, the action has no route. */
  readonly assignCast: string | undefined;
  /** Whether beta's assignments have `source` and `sourceId` [M]. */
  readonly hasSource: boolean;
  /** Further properties of beta's assignments, with their defaults [M]. */
  readonly assignmentDefaults: Readonly<Record<string, string>>;
  /** The `sourceId` of a direct assignment: the policy's id, or this. */
  readonly directSourceId: string | undefined;
  /** The types of policies that v1.0 knows. Undefined: all of this collection. */
  readonly v1Types: readonly string[] | undefined;
  /** Properties of policies that only beta has. */
  readonly betaProperties: readonly string[];
  /** Recognizes the ids of policies that Intune made itself, which cannot be assigned and have priority 0. */
  readonly builtIn: RegExp | undefined;
  /** The property by whose value lists can be filtered, beside id and name. It is the tail of the id as well. */
  readonly typeProperty: string | undefined;
  /** The service in the sentences of the router. */
  readonly service: string;
}

type Row = Pick<PolicyKind, "assignmentType"> &
  Partial<Omit<PolicyKind, "collection" | ServiceName>> &
  Readonly<Record<ServiceName, Partial<KindBehavior>>>;

const may = (area: string) => [`DeviceManagement${area}.Read.All`, `DeviceManagement${area}.ReadWrite.All`];
const [readConfiguration = "", writeConfiguration = ""] = may("Configuration");
const [readServiceConfig = "", writeServiceConfig = ""] = may("ServiceConfig");
const ofConfiguration = {
  read: [readConfiguration, writeConfiguration],
  write: [writeConfiguration],
  assign: [writeConfiguration],
};
/** An id of the policy and the group, with a sign between them. */
const joined =
  (sign: string) =>
  ({ policy, group }: AssignmentKey) =>
    `${policy}${sign}${group}`;

const documentedDefaults: KindBehavior = {
  singleVerbs: ["POST", "PATCH", "DELETE"],
  assignmentsRoute: true,
  expandsOne: true,
  assignStatus: 204,
  assignmentId: undefined,
  targets: undefined,
  storesExclusionsAsInclusions: false,
  gone: 404,
  filtersLists: true,
  unlistedType: undefined,
  permissions: ofConfiguration,
};

const rows = {
  // Ids: 26 of 26 in one real answer. Single writes refused: microsoft-graph-docs #2326, #4983, #20615;
  // msgraph-sdk-powershell #828, #2985, #3376 [R].
  deviceCompliancePolicies: {
    assignmentType: "deviceCompliancePolicyAssignment",
    hasSource: true,
    v1Types: words(
      "androidCompliancePolicy androidWorkProfileCompliancePolicy iosCompliancePolicy macOSCompliancePolicy windows10CompliancePolicy windows10MobileCompliancePolicy windows81CompliancePolicy windowsPhone81CompliancePolicy",
    ),
    documented: { assignStatus: 200 },
    observed: { singleVerbs: [], assignStatus: 200, assignmentId: joined("_") },
  },
  // Single writes refused, the service's name: msgraph-beta-sdk-dotnet #130. Ids: Microsoft365DSC #3892. Built-ins:
  // Pacers31Colts18/Intune.Docs. Notifications: Micke-K/IntuneManagement IntuneFilterUsage.psm1. Exclusions:
  // SkipToTheEndpoint/TenuVault. Permissions: ugurkocde/IntuneAssignmentChecker #73 [R].
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
        read: [readServiceConfig, writeServiceConfig, readConfiguration, writeConfiguration],
        write: [writeServiceConfig, writeConfiguration],
        // The page of the action names this one only [D].
        assign: [writeServiceConfig],
      },
    },
    observed: {
      singleVerbs: [],
      assignStatus: 200,
      // The tail begins with the configuration's GUID again; what follows was cut off in the report [I].
      assignmentId: ({ policy, group }) => `${policy.split("_")[0]}_${group}_${policy}`,
      storesExclusionsAsInclusions: true,
      unlistedType: "enrollmentNotificationsConfiguration",
      permissions: {
        read: [readServiceConfig, writeServiceConfig],
        write: [writeServiceConfig],
        assign: [writeServiceConfig],
      },
    },
  },
} satisfies Record<string, Row>;

function words(text: string): readonly string[] {
  return text.split(" ");
}

/** The collections whose policies the emulator has. */
export type PolicyCollection = keyof typeof rows;

/** Every kind of policy, in the order of the table. */
export const policyKinds: readonly PolicyKind[] = Object.entries<Row>(rows).map(([collection, row]) => {
  const documented = { ...documentedDefaults, ...row.documented };
  return {
    root: "deviceManagement",
    versions,
    nameProperty: "displayName",
    assignParameter: "assignments",
    assignCast: undefined,
    hasSource: false,
    assignmentDefaults: {},
    directSourceId: undefined,
    v1Types: undefined,
    betaProperties: ["roleScopeTagIds"],
    builtIn: undefined,
    typeProperty: undefined,
    service: "DeviceConfiguration_2511/StatelessDeviceConfigurationFEService",
    ...row,
    collection: collection as PolicyCollection,
    documented,
    // Where nothing was reported, the service behaves as documented.
    observed: { ...documented, ...row.observed },
  };
});

/** The kind of a collection. */
export function policyKindOf(collection: string): PolicyKind | undefined {
  return policyKinds.find((kind) => kind.collection === collection);
}
