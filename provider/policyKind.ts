import type { Target } from "./targets/target";

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
  /** The property that holds the name that people know a policy by. */
  readonly nameProperty: "displayName" | "name";
  /** A `$filter` for policies that the plain list of the collection leaves out. */
  readonly hiddenFromList?: string;
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
  /** Ids of policies whose type v1.0 does not have, so that they are written through beta. */
  readonly betaOnlyIds?: RegExp;
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
  /** Types of target that the policies do not take, each with the reason for the person who tries. */
  readonly refusedTargets?: Readonly<Partial<Record<Target["type"], string>>>;
  /** Graph permissions, least privileged first. */
  readonly permissions: { readonly read: readonly string[]; readonly write: readonly string[] };
  /** How to tell the policies that Intune made itself and lets nobody assign. */
  readonly builtIn?: { readonly ids: RegExp; readonly priority: number };
  /** Policies that people look for here and that are elsewhere, as a sentence. */
  readonly elsewhere?: string;
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
    nameProperty: "displayName",
    policyIdProperty: "deviceCompliancePolicyId",
    assignmentType: "#microsoft.graph.deviceCompliancePolicyAssignment",
    assignmentsFrom: "list",
    writeVersion: "v1.0",
    assignParameter: "assignments",
    singleVerbs: "disputed",
    permissions: { read: [configuration.read, configuration.write], write: [configuration.write] },
    elsewhere: "Linux compliance policies are in another collection, compliancePolicies.",
  },
  EnrollmentConfiguration: {
    noun: "enrollment configuration",
    root: "deviceManagement",
    collection: "deviceEnrollmentConfigurations",
    nameProperty: "displayName",
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
    hiddenFromList: "deviceEnrollmentConfigurationType eq 'EnrollmentNotificationsConfiguration'",
    betaOnlyIds:
      /_(SinglePlatformRestriction|EnrollmentNotificationsConfiguration|DeviceComanagementAuthorityConfiguration|WindowsRestore)$/i,
    refusedTargets: {
      exclusionGroupAssignmentTarget:
        "Intune has no exclusions on enrollment configurations. Graph takes one and was seen to store it as an inclusion, so that the policy reaches exactly the group that you want to spare",
    },
    builtIn: { ids: /_(Default\w*|WindowsRestore)$/i, priority: 0 },
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

/** The version of Graph through which a policy's assignments are written, as long as v1.0 can carry them. */
export function writeVersionOf({ kind, id }: Policy): "v1.0" | "beta" {
  return kind.betaOnlyIds?.test(id) ? "beta" : kind.writeVersion;
}

/**
 * Whether Intune made a policy itself. The id alone tells it in most cases; a list also has the priority.
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
