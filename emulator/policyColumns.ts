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
  /** The most policies in a page of a list, where that is known. */
  readonly pageSize: number | undefined;
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

/** The columns of the table of kinds. */
export interface PolicyColumns extends Readonly<Record<ServiceName, KindBehavior>> {
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
  /** The policy that the tenant of an emulator without a state has of the kind: its type, its name, its id's prefix. */
  readonly example: readonly [type: string, name: string, prefix?: string] | undefined;
}

/** What a row states. The rest is {@link usual} and documented. */
export type Row = Pick<PolicyColumns, "assignmentType"> &
  Partial<Omit<PolicyColumns, ServiceName>> &
  Readonly<Record<ServiceName, Partial<KindBehavior>>>;

const usual: Omit<PolicyColumns, "assignmentType" | ServiceName> = {
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
  example: undefined,
};

const usuallyDocumented: Omit<KindBehavior, "permissions"> = {
  singleVerbs: ["POST", "PATCH", "DELETE"],
  assignmentsRoute: true,
  expandsOne: true,
  assignStatus: 204,
  assignmentId: undefined,
  targets: undefined,
  storesExclusionsAsInclusions: false,
  gone: 404,
  pageSize: undefined,
  filtersLists: true,
  unlistedType: undefined,
};

/** The columns of a row. Where nothing was reported, the service behaves as documented. */
export function columnsOf(row: Row, permissions: KindBehavior["permissions"]): PolicyColumns {
  const documented = { ...usuallyDocumented, permissions, ...row.documented };
  return { ...usual, ...row, documented, observed: { ...documented, ...row.observed } };
}
