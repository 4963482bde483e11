/**
 * What differs between the kinds of policy whose assignments are managed here.
 * Another kind of policy is one more row of {@link policyKinds} and one short class in `sdk/`.
 *
 * @internal
 */
export interface PolicyKind {
  /** The words for messages: "compliance policy". */
  readonly noun: string;
  /** The collection under `/deviceManagement`. */
  readonly collection: string;
  /** The resource property that holds the policy's id. */
  readonly policyIdProperty: string;
  /** The assignment's own `@odata.type`. */
  readonly assignmentType: string;
  /** The parameter of the `assign` action. */
  readonly assignParameter: string;
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
 *
 * @internal
 */
export const policyKinds = {
  DeviceCompliancePolicy: {
    noun: "compliance policy",
    collection: "deviceCompliancePolicies",
    policyIdProperty: "deviceCompliancePolicyId",
    assignmentType: "#microsoft.graph.deviceCompliancePolicyAssignment",
    assignParameter: "assignments",
    permissions: { read: [configuration.read, configuration.write], write: [configuration.write] },
  },
  EnrollmentConfiguration: {
    noun: "enrollment configuration",
    collection: "deviceEnrollmentConfigurations",
    policyIdProperty: "deviceEnrollmentConfigurationId",
    assignmentType: "#microsoft.graph.enrollmentConfigurationAssignment",
    assignParameter: "enrollmentConfigurationAssignments",
    permissions: {
      read: [serviceConfig.read, serviceConfig.write, configuration.read, configuration.write],
      write: [serviceConfig.write, configuration.write],
    },
    builtIn: /_Default[A-Za-z0-9]*$/,
  },
} as const satisfies Record<string, PolicyKind>;

/** @internal */
export type PolicyKindName = keyof typeof policyKinds;

/** The names of the resource classes, as they stand in a resource's `__provider` string. @internal */
export type ResourceKind = `${PolicyKindName}Assignment${"" | "Set"}`;

/** One policy of one kind: whose assignments a change is about. @internal */
export interface Policy {
  readonly kind: PolicyKind;
  readonly id: string;
}

/** "compliance policy 1f3c…", for messages. @internal */
export function describePolicy(policy: Policy): string {
  return `${policy.kind.noun} ${policy.id}`;
}

/** Graph compares ids without letter case. @internal */
export function samePolicyId(a: unknown, b: unknown): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}

/** One key per policy. @internal */
export function policyKey(policy: Policy): string {
  return `${policy.kind.collection}/${policy.id.toLowerCase()}`;
}
