/** The versions of Graph, as in the path. */
export const versions = ["v1.0", "beta"] as const;

export type Version = (typeof versions)[number];

/**
 * How the service behaves: `documented` as Microsoft's pages say, `observed` as people publicly reported of real tenants.
 * On `observed` the router refuses single writes of most kinds of policy, and the ids of assignments are built from
 * those of the policy and the group.
 */
export type ServiceName = "documented" | "observed";

/** Behavior of a kind of policy that may differ between the documentation and reports. */
export interface KindBehavior {
  /** The verbs of a single assignment that have a route. */
  readonly singleVerbs: readonly ("POST" | "PATCH" | "DELETE")[];
  /** Whether `…/{id}/assignments` has a route at all. Without one, `$expand=assignments` shows the set. */
  readonly assignmentsRoute: boolean;
  /** Whether `$expand=assignments` of one policy shows its set, rather than an empty one. */
  readonly expandsOne: boolean;
  readonly assignStatus: 200 | 204;
  /** Builds the id of a new assignment. Undefined: a random GUID. */
  readonly assignmentId: ((key: AssignmentKey) => string) | undefined;
  /** The types of target that the service accepts. Undefined: all. */
  readonly targets: readonly string[] | undefined;
  /** Whether an exclusion is stored as an inclusion. */
  readonly storesExclusionsAsInclusions: boolean;
  /** The status of an answer for a policy that does not exist. */
  readonly gone: 400 | 404;
  /** The most policies in a page of a list, if that is known. */
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
  /** The property that holds the policy's name, as the admin center shows it. */
  readonly nameProperty: "displayName" | "name";
  readonly assignmentType: string;
  /** The one parameter of the `assign` action. */
  readonly assignParameter: string;
  /** The type before the action in its path. Without it, the action has no route. */
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
  /** Matches the ids of built-in policies, which you cannot assign and which have priority 0. */
  readonly builtIn: RegExp | undefined;
  /** A property for filters on lists, beside id and name. Its value is also the end of the id. */
  readonly typeProperty: string | undefined;
  /** The name of the service in the router's messages. */
  readonly service: string;
  /** A policy of this kind in the default tenant: its type, its name, the prefix of its id. */
  readonly example: readonly [type: string, name: string, prefix?: string] | undefined;
}

/** A row of the table. It leaves out what is {@link usual} and documented. */
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
