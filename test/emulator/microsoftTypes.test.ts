// What the emulator answers, held against the types that Microsoft generates from Graph's metadata: `tsc` compares the
// fixtures with those types, and the tests compare the answers with the fixtures.
import type * as v1 from "@microsoft/microsoft-graph-types";
import type * as beta from "@microsoft/microsoft-graph-types-beta";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { EmulatorStateInput, PolicyCollection } from "../../emulator";
import { behaviors, compliancePolicy, pilotRing, start } from "./support/emulator";

/** Graph's types say nothing of annotations. */
type Annotated<T> = T & { readonly "@odata.type"?: string };
type AnnotatedEach<Types> = { readonly [Name in keyof Types]: Annotated<Types[Name]> };

/** The names of properties in fixtures that Microsoft's type does not have: spreads escape the check of `satisfies`. */
type Unknown<Fixtures, Types> = {
  [Name in keyof Fixtures & keyof Types]: Exclude<keyof Fixtures[Name], keyof Annotated<Types[Name]>>;
}[keyof Fixtures & keyof Types];

interface BetaPolicies {
  deviceCompliancePolicies: beta.Windows10CompliancePolicy;
  deviceEnrollmentConfigurations: beta.Windows10EnrollmentCompletionPageConfiguration;
  deviceConfigurations: beta.WindowsUpdateForBusinessConfiguration;
  configurationPolicies: beta.DeviceManagementConfigurationPolicy;
  compliancePolicies: beta.DeviceManagementCompliancePolicy;
  deviceManagementScripts: beta.DeviceManagementScript;
  deviceShellScripts: beta.DeviceShellScript;
  deviceCustomAttributeShellScripts: beta.DeviceCustomAttributeShellScript;
  windowsFeatureUpdateProfiles: beta.WindowsFeatureUpdateProfile;
  windowsDriverUpdateProfiles: beta.WindowsDriverUpdateProfile;
  windowsQualityUpdateProfiles: beta.WindowsQualityUpdateProfile;
  windowsQualityUpdatePolicies: beta.WindowsQualityUpdatePolicy;
  iosManagedAppProtections: beta.IosManagedAppProtection;
  androidManagedAppProtections: beta.AndroidManagedAppProtection;
  windowsManagedAppProtections: beta.WindowsManagedAppProtection;
  targetedManagedAppConfigurations: beta.TargetedManagedAppConfiguration;
  mobileAppConfigurations: beta.IosMobileAppConfiguration;
}

interface V1Policies {
  deviceCompliancePolicies: v1.Windows10CompliancePolicy;
  deviceEnrollmentConfigurations: v1.Windows10EnrollmentCompletionPageConfiguration;
  deviceConfigurations: v1.WindowsUpdateForBusinessConfiguration;
  iosManagedAppProtections: v1.IosManagedAppProtection;
  androidManagedAppProtections: v1.AndroidManagedAppProtection;
  targetedManagedAppConfigurations: v1.TargetedManagedAppConfiguration;
  mobileAppConfigurations: v1.IosMobileAppConfiguration;
}

const common = {
  description: null,
  createdDateTime: "2026-01-05T08:30:00Z",
  lastModifiedDateTime: "2026-01-05T08:30:00Z",
};
const scoped = { ...common, roleScopeTagIds: ["0"] };

/** One policy of each kind in the tenant of an emulator without a state, as v1.0 shows it. */
const inV1 = {
  deviceCompliancePolicies: {
    ...common,
    "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
    id: compliancePolicy,
    displayName: "Windows 11 baseline",
    version: 1,
  },
  deviceEnrollmentConfigurations: {
    ...common,
    "@odata.type": "#microsoft.graph.windows10EnrollmentCompletionPageConfiguration",
    id: "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration",
    displayName: "Enrollment status page",
    priority: 1,
    version: 1,
  },
  deviceConfigurations: {
    ...common,
    "@odata.type": "#microsoft.graph.windowsUpdateForBusinessConfiguration",
    id: "b0000000-0000-4000-8000-000000000002",
    displayName: "Update ring 1",
  },
  iosManagedAppProtections: {
    ...common,
    "@odata.type": "#microsoft.graph.iosManagedAppProtection",
    id: "T_b0000000-0000-4000-8000-000000000012",
    displayName: "iOS app protection",
  },
  androidManagedAppProtections: {
    ...common,
    "@odata.type": "#microsoft.graph.androidManagedAppProtection",
    id: "T_b0000000-0000-4000-8000-000000000013",
    displayName: "Android app protection",
  },
  targetedManagedAppConfigurations: {
    ...common,
    "@odata.type": "#microsoft.graph.targetedManagedAppConfiguration",
    id: "A_b0000000-0000-4000-8000-000000000015",
    displayName: "Edge settings",
  },
  mobileAppConfigurations: {
    ...common,
    "@odata.type": "#microsoft.graph.iosMobileAppConfiguration",
    id: "b0000000-0000-4000-8000-000000000016",
    displayName: "Outlook on iOS",
  },
} satisfies AnnotatedEach<V1Policies>;

/** The same as beta shows them, with the kinds that only beta has. */
const inBeta = {
  deviceCompliancePolicies: { ...inV1.deviceCompliancePolicies, ...scoped },
  deviceEnrollmentConfigurations: {
    ...inV1.deviceEnrollmentConfigurations,
    ...scoped,
    deviceEnrollmentConfigurationType: "windows10EnrollmentCompletionPageConfiguration",
  },
  deviceConfigurations: { ...inV1.deviceConfigurations, ...scoped },
  configurationPolicies: {
    ...scoped,
    "@odata.type": "#microsoft.graph.deviceManagementConfigurationPolicy",
    id: "b0000000-0000-4000-8000-000000000003",
    name: "BitLocker",
  },
  compliancePolicies: {
    ...scoped,
    "@odata.type": "#microsoft.graph.deviceManagementCompliancePolicy",
    id: "b0000000-0000-4000-8000-000000000004",
    name: "Linux baseline",
  },
  deviceManagementScripts: {
    ...scoped,
    "@odata.type": "#microsoft.graph.deviceManagementScript",
    id: "b0000000-0000-4000-8000-000000000005",
    displayName: "Rename computer",
  },
  deviceShellScripts: {
    ...scoped,
    "@odata.type": "#microsoft.graph.deviceShellScript",
    id: "b0000000-0000-4000-8000-000000000006",
    displayName: "Set the dock",
  },
  deviceCustomAttributeShellScripts: {
    ...scoped,
    "@odata.type": "#microsoft.graph.deviceCustomAttributeShellScript",
    id: "b0000000-0000-4000-8000-000000000007",
    displayName: "Battery cycles",
  },
  windowsFeatureUpdateProfiles: {
    ...scoped,
    "@odata.type": "#microsoft.graph.windowsFeatureUpdateProfile",
    id: "b0000000-0000-4000-8000-000000000008",
    displayName: "Windows 11 25H2",
  },
  windowsDriverUpdateProfiles: {
    ...scoped,
    "@odata.type": "#microsoft.graph.windowsDriverUpdateProfile",
    id: "b0000000-0000-4000-8000-000000000009",
    displayName: "Drivers",
  },
  windowsQualityUpdateProfiles: {
    ...scoped,
    "@odata.type": "#microsoft.graph.windowsQualityUpdateProfile",
    id: "b0000000-0000-4000-8000-000000000010",
    displayName: "Expedited updates",
  },
  windowsQualityUpdatePolicies: {
    ...scoped,
    "@odata.type": "#microsoft.graph.windowsQualityUpdatePolicy",
    id: "b0000000-0000-4000-8000-000000000011",
    displayName: "Hotpatch",
  },
  iosManagedAppProtections: { ...inV1.iosManagedAppProtections, ...scoped },
  androidManagedAppProtections: { ...inV1.androidManagedAppProtections, ...scoped },
  windowsManagedAppProtections: {
    ...scoped,
    "@odata.type": "#microsoft.graph.windowsManagedAppProtection",
    id: "T_b0000000-0000-4000-8000-000000000014",
    displayName: "Windows app protection",
  },
  targetedManagedAppConfigurations: { ...inV1.targetedManagedAppConfigurations, ...scoped },
  mobileAppConfigurations: { ...inV1.mobileAppConfigurations, ...scoped },
} satisfies AnnotatedEach<BetaPolicies> & Record<PolicyCollection, object>;

const toPilotRing = {
  "@odata.type": "#microsoft.graph.groupAssignmentTarget",
  groupId: pilotRing,
} satisfies Annotated<v1.GroupAssignmentTarget>;
const filteredDevices = {
  "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
  deviceAndAppManagementAssignmentFilterId: "f0000000-0000-4000-8000-000000000001",
  deviceAndAppManagementAssignmentFilterType: "include",
} satisfies Annotated<beta.AllDevicesAssignmentTarget>;

/** Policies of a state with properties that the emulator knows nothing of. */
const ofState = {
  windows: {
    "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
    id: "5d0c1f2e-0000-4000-8000-000000000001",
    displayName: "Windows\u00a011 | [Prod]",
    passwordRequired: true,
    passwordMinimumLength: 8,
    validOperatingSystemBuildRanges: [
      { description: "24H2", lowestVersion: "10.0.26100.1", highestVersion: "10.0.26100.9999" },
    ],
    assignments: [
      {
        id: "5d0c1f2e-0000-4000-8000-000000000001_adadadad-808e-44e2-905a-0b7873a8a531",
        source: "direct",
        sourceId: null,
        target: filteredDevices,
      },
    ],
  } satisfies Annotated<beta.Windows10CompliancePolicy>,
  limit: {
    "@odata.type": "#microsoft.graph.deviceEnrollmentLimitConfiguration",
    id: "5d0c1f2e-0000-4000-8000-000000000002_Limit",
    displayName: "Ten devices",
    deviceEnrollmentConfigurationType: "limit",
    limit: 10,
    priority: 1,
    assignments: [],
  } satisfies Annotated<beta.DeviceEnrollmentLimitConfiguration>,
};

const filter = {
  id: "f0000000-0000-4000-8000-000000000001",
  displayName: "Corporate",
  platform: "windows10AndLater",
  rule: '(device.deviceOwnership -eq "Corporate")',
  assignmentFilterManagementType: "devices",
} satisfies beta.DeviceAndAppManagementAssignmentFilter;

const group = {
  id: pilotRing,
  deletedDateTime: null,
  displayName: "Pilot ring",
  mailEnabled: false,
  mailNickname: "pilot-ring",
  securityEnabled: true,
} satisfies v1.Group;

/** The types of the enrollment configurations that an emulator without a state lists. */
const enrollmentTypes = [
  "windows10EnrollmentCompletionPageConfiguration",
  "platformRestrictions",
  "limit",
  "defaultLimit",
  "defaultPlatformRestrictions",
  "defaultWindowsHelloForBusiness",
  "defaultWindows10EnrollmentCompletionPageConfiguration",
  "windowsRestore",
] satisfies beta.DeviceEnrollmentConfigurationType[];

const rootOf = (collection: string) =>
  /ManagedApp|mobileApp/.test(collection) ? "deviceAppManagement" : "deviceManagement";

describe("Microsoft's types", () => {
  it("have every property of the fixtures", () => {
    expectTypeOf<Unknown<typeof inV1, V1Policies>>().toEqualTypeOf<never>();
    expectTypeOf<Unknown<typeof inBeta, BetaPolicies>>().toEqualTypeOf<never>();
  });

  it.each(behaviors)("fit the policies of every kind on the %s service", async (service) => {
    const client = await start({ service });
    for (const [version, policies] of [
      ["v1.0", inV1],
      ["beta", inBeta],
    ] as const) {
      for (const [collection, policy] of Object.entries(policies)) {
        const answer = await client.get(`/${version}/${rootOf(collection)}/${collection}/${policy.id}`);
        expect([version, collection, answer.body]).toEqual([version, collection, policy]);
      }
    }
  });

  it.each(behaviors)("fit assignments on the %s service", async (service) => {
    const assignment = {
      v1: { id: expect.any(String), target: toPilotRing } satisfies v1.DeviceCompliancePolicyAssignment,
      beta: {
        id: expect.any(String),
        source: "direct",
        sourceId: compliancePolicy,
        target: {
          ...toPilotRing,
          deviceAndAppManagementAssignmentFilterId: null,
          deviceAndAppManagementAssignmentFilterType: "none",
        } satisfies Annotated<beta.GroupAssignmentTarget>,
      } satisfies beta.DeviceCompliancePolicyAssignment,
    };
    const type = service === "documented" && {
      "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
    };
    const client = await start({ service });
    const path = `deviceManagement/deviceCompliancePolicies/${compliancePolicy}`;
    const assigned = await client.post(`/v1.0/${path}/assign`, { assignments: [{ target: toPilotRing }] });
    expect(assigned.body.value).toEqual([{ ...type, ...assignment.v1 }]);
    const { value } = (await client.get(`/beta/${path}/assignments`)).body;
    expect(value).toEqual([{ ...type, ...assignment.beta }]);
  });

  it.each(behaviors)("fit what comes from a state on the %s service", async (service) => {
    const state: EmulatorStateInput = {
      deviceCompliancePolicies: [ofState.windows],
      deviceEnrollmentConfigurations: [ofState.limit],
      assignmentFilters: [filter],
    };
    const client = await start({ service, state });
    const get = async (path: string) => (await client.get(`/beta/deviceManagement/${path}`)).body;
    const { assignments, ...windows } = ofState.windows;
    expect(await get(`deviceCompliancePolicies/${windows.id}`)).toEqual(windows);
    expect((await get(`deviceCompliancePolicies/${windows.id}/assignments`)).value).toMatchObject(
      assignments,
    );
    expect(await get(`deviceEnrollmentConfigurations/${ofState.limit.id}?$expand=assignments`)).toEqual(
      ofState.limit,
    );
    expect(await get(`assignmentFilters/${filter.id}`)).toEqual(filter);
  });

  it("fit groups, and the types of enrollment configurations", async () => {
    const client = await start();
    expect((await client.get(`/v1.0/groups/${pilotRing}`)).body).toEqual(group);
    const listed = await client.get(
      "/beta/deviceManagement/deviceEnrollmentConfigurations?$select=deviceEnrollmentConfigurationType",
    );
    expect(listed.body.value).toMatchObject(
      enrollmentTypes.map((deviceEnrollmentConfigurationType) => ({ deviceEnrollmentConfigurationType })),
    );
  });
});
