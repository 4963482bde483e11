import type { Report, ReportAssignment } from "../../cli/report/facts";

const groups = 200;

/** A report on so many policies with so many targets each. Every 20th includes all users; every 5th target is excluded. */
export function sizedReport(policies: number, targets: number): Report {
  const assignment = (policy: number, index: number): ReportAssignment =>
    index === 0 && policy % 20 === 0
      ? { target: "users", mode: "include" }
      : {
          target: `group-${((policy * 7 + index) % groups) + 1}`,
          mode: index % 5 === 4 ? "exclude" : "include",
        };
  return {
    formatVersion: 1,
    createdAt: "2026-11-25T09:30:00.000Z",
    source: { type: "tenant", endpoint: "https://graph.microsoft.com" },
    notSeen: [],
    kinds: [
      { name: "DeviceCompliancePolicy", noun: "compliance policy", collection: "deviceCompliancePolicies" },
    ],
    policies: Array.from({ length: policies }, (_, index) => ({
      key: `policy-${index + 1}`,
      kind: "DeviceCompliancePolicy",
      id: `policy-${index + 1}`,
      name: `Policy ${index + 1}`,
      builtIn: false,
      assignments: Array.from({ length: targets }, (_, at) => assignment(index + 1, at)),
    })),
    targets: [
      { key: "users", type: "allUsers", name: "All users" },
      ...Array.from({ length: groups }, (_, index) => ({
        key: `group-${index + 1}`,
        type: "group" as const,
        name: `Group ${index + 1}`,
        id: `group-${index + 1}`,
      })),
    ],
    filters: [],
  };
}
