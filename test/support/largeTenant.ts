import type { AssignmentStateInput, EmulatorStateInput, PolicyStateInput } from "../../emulator";

const guid = (letter: string, n: number) => `${letter}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const target = (type: string, properties: object = {}): AssignmentStateInput => ({
  target: { "@odata.type": `#microsoft.graph.${type}`, ...properties },
});
const group = (n: number) => ({ groupId: guid("a", n) });
const filter = (n: number, type: "include" | "exclude") => ({
  deviceAndAppManagementAssignmentFilterId: guid("f", n),
  deviceAndAppManagementAssignmentFilterType: type,
});

/** How many assignments of {@link largeTenant} can be managed, and on how many policies they stand. */
export const large = { assignments: 100, policies: 20 };

/** What in {@link largeTenant} cannot be managed. */
export const unmanageable = {
  futureTarget: guid("c", 1),
  policySet: { policy: guid("c", 2), set: guid("b", 1) },
};

/**
 * A tenant as years of work leave it: 100 assignments on 20 policies, five on each, with filters, exclusions,
 * namesakes, names of other scripts, a group that is gone, one target of a type that is not known yet and one
 * assignment that a policy set made.
 */
export function largeTenant(): EmulatorStateInput {
  const names = [
    "Windows baseline",
    "Windows baseline",
    "基準ポリシー",
    'Quotes " and */ stars',
    "Übergrößen – Größe",
  ];
  const compliance = Array.from({ length: 12 }, (_, index): PolicyStateInput => {
    const n = index + 1;
    return {
      "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
      id: guid("c", n),
      displayName: names[index] ?? `Compliance policy ${n}`,
      assignments: [
        target("groupAssignmentTarget", { ...group(n), ...filter(1, "include") }),
        target("groupAssignmentTarget", group(n + 1)),
        target("exclusionGroupAssignmentTarget", group(n + 2)),
        target("allDevicesAssignmentTarget", filter(2, "exclude")),
        n % 2 === 0
          ? target("allLicensedUsersAssignmentTarget")
          : target("configurationManagerCollectionAssignmentTarget", { collectionId: `SMS0000${n}` }),
        ...(guid("c", n) === unmanageable.futureTarget
          ? [target("quantumAssignmentTarget", { entanglement: "strong" })]
          : []),
        ...(guid("c", n) === unmanageable.policySet.policy
          ? [
              {
                ...target("groupAssignmentTarget", group(30)),
                source: "policySets" as const,
                sourceId: unmanageable.policySet.set,
              },
            ]
          : []),
      ],
    };
  });
  const enrollment = Array.from({ length: 8 }, (_, index): PolicyStateInput => {
    const n = index + 1;
    return {
      "@odata.type": "#microsoft.graph.deviceEnrollmentLimitConfiguration",
      id: `${guid("e", n)}_Limit`,
      displayName: `Limit ${n}`,
      priority: n,
      assignments: [
        target("groupAssignmentTarget", group(n)),
        target("groupAssignmentTarget", group(n + 1)),
        target("groupAssignmentTarget", { ...group(n + 2), ...filter(3, "exclude") }),
        target("allLicensedUsersAssignmentTarget"),
        target("groupAssignmentTarget", group(n + 3)),
      ],
    };
  });
  const builtIn: PolicyStateInput = {
    "@odata.type": "#microsoft.graph.deviceEnrollmentLimitConfiguration",
    id: `${guid("d", 1)}_DefaultLimit`,
    displayName: "All users and all devices",
    assignments: [target("allLicensedUsersAssignmentTarget")],
  };
  return {
    deviceCompliancePolicies: compliance,
    deviceEnrollmentConfigurations: [...enrollment, builtIn],
    // Group 14 is assigned, and does not exist any more.
    groups: Array.from({ length: 13 }, (_, index) => ({
      id: guid("a", index + 1),
      displayName: index === 2 || index === 3 ? "Pilot ring" : `Ring ${index + 1}`,
    })),
  };
}

const awkwardNames = [
  "Windows\u00a011 | Baseline [Prod] & Co.",
  "Kiosk  (double  spaces) ",
  "기본 정책 – 한국어",
  'Quotes " and */ and // and `ticks`',
  "Zu\u0308rich / Zürich",
  "🛡️ Defender 👩‍💻",
  "line one\nline two\ttab",
  "a name that goes on and on ".repeat(12),
  "",
  "1st $HOME %PATH% \\ backslash",
];

/** What {@link wholeTenant} has that cannot be managed or read as usual. */
export const wholeTenantFacts = {
  policies: 300,
  builtIn: 5,
  /** Groups that are assigned and that are deleted, the second of which can be restored. */
  deletedGroups: [guid("a", 90), guid("a", 91)] as const,
  /** A policy with assignments like the others, for a test to make unreadable. */
  unreadable: guid("c", 77),
};

/**
 * A tenant like a real one, of 300 policies that can be assigned: names as people type them, namesakes, notifications,
 * policies of types that only beta has, built-ins with their one assignment, deleted groups, and policies that are
 * assigned to nobody.
 */
export function wholeTenant(): EmulatorStateInput {
  const assignmentsOf = (n: number) => [
    ...(n % 10 === 0
      ? []
      : [
          target("groupAssignmentTarget", {
            ...group((n % 60) + 1),
            ...(n % 4 === 0 ? filter(1, "include") : {}),
          }),
        ]),
    ...(n % 7 === 0 ? [target("allDevicesAssignmentTarget")] : []),
    ...(n % 50 === 1 ? [target("groupAssignmentTarget", group(90 + (n % 100 === 1 ? 0 : 1)))] : []),
  ];
  const compliance = Array.from({ length: 200 }, (_, index): PolicyStateInput => {
    const n = index + 1;
    return {
      "@odata.type": `#microsoft.graph.${n % 5 === 0 ? "androidDeviceOwner" : "windows10"}CompliancePolicy`,
      id: guid("c", n),
      displayName: awkwardNames[n % 20] ?? `Compliance ${n % 90}`,
      assignments: [
        ...assignmentsOf(n),
        ...(n % 3 === 0 ? [target("exclusionGroupAssignmentTarget", group((n % 60) + 70))] : []),
      ],
    };
  });
  const enrollment = Array.from({ length: 100 }, (_, index): PolicyStateInput => {
    const n = index + 1;
    const [type, suffix] =
      n % 4 === 0
        ? ["deviceEnrollmentNotificationConfiguration", "EnrollmentNotificationsConfiguration"]
        : [
            "windows10EnrollmentCompletionPageConfiguration",
            "Windows10EnrollmentCompletionPageConfiguration",
          ];
    return {
      "@odata.type": `#microsoft.graph.${type}`,
      id: `${guid("e", n)}_${suffix}`,
      // One notification is an object for each platform, with one name.
      displayName: n % 4 === 0 ? `Welcome ${n % 3}` : (awkwardNames[n % 25] ?? `Status page ${n}`),
      priority: n,
      assignments: assignmentsOf(n),
    };
  });
  const builtIn = [
    "DefaultLimit",
    "DefaultPlatformRestrictions",
    "DefaultWindowsHelloForBusiness",
    "DefaultWindows10EnrollmentCompletionPageConfiguration",
    "WindowsRestore",
  ].map((suffix): PolicyStateInput => {
    const id = `${guid("d", 1)}_${suffix}`;
    const everything = target("allDevicesAssignmentTarget");
    return {
      id,
      displayName: "All users and all devices",
      priority: 0,
      assignments: [{ id, ...everything }],
    };
  });
  return {
    deviceCompliancePolicies: compliance,
    deviceEnrollmentConfigurations: [...enrollment, ...builtIn],
    groups: Array.from({ length: 150 }, (_, index) => ({
      id: guid("a", index + 1),
      displayName: awkwardNames[index % 30] || `Ring ${index % 40}`,
    }))
      .filter(({ id }) => id !== wholeTenantFacts.deletedGroups[0])
      .map((each) =>
        each.id === wholeTenantFacts.deletedGroups[1]
          ? { ...each, displayName: "Old kiosks", deletedDateTime: "2026-11-20T10:00:00Z" }
          : each,
      ),
  };
}
