/** One of the two kinds of policy: what tells them apart, as documented. @internal */
export interface PolicyKind {
  /** The collection under `/deviceManagement`, and its name in the emulator's state. */
  readonly collection: "deviceCompliancePolicies" | "deviceEnrollmentConfigurations";
  readonly assignmentType: string;
  /** The one parameter of the `assign` action. */
  readonly assignParameter: string;
  readonly assignAnswer: "collection" | "noContent";
  readonly permissions: Readonly<Record<"read" | "write" | "assign", readonly string[]>>;
}

const compliance: PolicyKind = {
  collection: "deviceCompliancePolicies",
  assignmentType: "deviceCompliancePolicyAssignment",
  assignParameter: "assignments",
  assignAnswer: "collection",
  permissions: {
    read: ["DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"],
    write: ["DeviceManagementConfiguration.ReadWrite.All"],
    assign: ["DeviceManagementConfiguration.ReadWrite.All"],
  },
};

const enrollment: PolicyKind = {
  collection: "deviceEnrollmentConfigurations",
  assignmentType: "enrollmentConfigurationAssignment",
  assignParameter: "enrollmentConfigurationAssignments",
  assignAnswer: "noContent",
  permissions: {
    read: [
      "DeviceManagementServiceConfig.Read.All",
      "DeviceManagementServiceConfig.ReadWrite.All",
      "DeviceManagementConfiguration.Read.All",
      "DeviceManagementConfiguration.ReadWrite.All",
    ],
    write: ["DeviceManagementServiceConfig.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All"],
    // The page of the action names this one only [D].
    assign: ["DeviceManagementServiceConfig.ReadWrite.All"],
  },
};

/** @internal */
export const policyKinds = [compliance, enrollment] as const;
