/**
 * What differs between the kinds of policy whose assignments are managed here.
 * Another kind of policy is one more row of {@link policyKinds} and one short class in `sdk/`.
 */
export interface PolicyKind {
  /** The words for messages: "compliance policy". */
  readonly noun: string;
  /** The singleton of Graph that has the collection. */
  readonly root: "deviceManagement" | "deviceAppManagement";
  /** The collection below the root. */
  readonly collection: string;
  /** The resource property that holds the policy's id. */
  readonly policyIdProperty: string;
  /** The assignment's own `@odata.type`. */
  readonly assignmentType: string;
  /**
   * How a policy's set is read: the list below the policy, or the policy with its assignments expanded, where
   * the service has no such list. Reads go through beta, since v1.0 shows neither filters nor an assignment's source.
   */
  readonly assignmentsFrom: "list" | "expand";
  /** The version of Graph for writes. What v1.0 cannot carry without loss goes through beta anyway. */
  readonly writeVersion: "v1.0" | "beta";
  /** The parameter of the `assign` action. */
  readonly assignParameter: string;
  /** The type that the path of the `assign` action has to name, where the action belongs to a derived type. */
  readonly assignCast?: string;
  /**
   * What is known of POST, PATCH and DELETE on single assignments. The write route `auto` tries all but `refused`:
   *
   * - `works`: seen to work.
   * - `unknown`: documented, and no report says whether they work.
   * - `disputed`: documented, and reported to be refused.
   * - `refused`: not documented, or without a route.
   */
  readonly singleVerbs: "works" | "unknown" | "disputed" | "refused";
  /** Graph permissions, least privileged first. */
  readonly permissions: { readonly read: readonly string[]; readonly write: readonly string[] };
  /** Recognises policies that Intune made itself and lets nobody assign. */
  readonly builtIn?: RegExp;
}

const configuration = {
  read: "DeviceManagementConfiguration.Read.All",
  write: "DeviceManagementConfiguration.ReadWrite.All",
};
const serviceConfig = {
  read: "DeviceManagementServiceConfig.Read.All",
  write: "DeviceManagementServiceConfig.ReadWrite.All",
};

/**
 * The kinds of policy. The key is the first part of the resource classes' names: a row `X` serves
 * `XAssignment` and `XAssignmentSet`.
 */
export const policyKinds = {
  DeviceCompliancePolicy: {
    noun: "compliance policy",
    root: "deviceManagement",
    collection: "deviceCompliancePolicies",
    policyIdProperty: "deviceCompliancePolicyId",
    assignmentType: "#microsoft.graph.deviceCompliancePolicyAssignment",
    assignmentsFrom: "list",
    writeVersion: "v1.0",
    assignParameter: "assignments",
    singleVerbs: "disputed",
    permissions: { read: [configuration.read, configuration.write], write: [configuration.write] },
  },
  EnrollmentConfiguration: {
    noun: "enrollment configuration",
    root: "deviceManagement",
    collection: "deviceEnrollmentConfigurations",
    policyIdProperty: "deviceEnrollmentConfigurationId",
    assignmentType: "#microsoft.graph.enrollmentConfigurationAssignment",
    assignmentsFrom: "list",
    writeVersion: "v1.0",
    assignParameter: "enrollmentConfigurationAssignments",
    singleVerbs: "disputed",
    permissions: {
      // DeviceManagementConfiguration.Read.All does not read them (IntuneAssignmentChecker #73).
      read: [serviceConfig.read, serviceConfig.write, configuration.write],
      write: [serviceConfig.write, configuration.write],
    },
    builtIn: /_Default[A-Za-z0-9]*$/,
  },
} as const satisfies Record<string, PolicyKind>;

export type PolicyKindName = keyof typeof policyKinds;

/** The names of the resource classes, as they stand in a resource's `__provider` string. */
export type ResourceKind = `${PolicyKindName}Assignment${"" | "Set"}`;

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

/** One key per policy. */
export function policyKey(policy: Policy): string {
  return `${policy.kind.collection}/${policy.id.toLowerCase()}`;
}
