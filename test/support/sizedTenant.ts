import type { AssignmentStateInput, EmulatorStateInput } from "../../emulator";

const guid = (letter: string, n: number) => `${letter}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const groups = 200;

/** A tenant of so many compliance policies with so many targets each: every 20th reaches all users. */
export function sizedTenant(policies: number, targets: number): EmulatorStateInput {
  const target = (policy: number, index: number): AssignmentStateInput => {
    if (index === 0 && policy % 20 === 0) {
      return { target: { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" } };
    }
    const type = index % 5 === 4 ? "exclusionGroupAssignmentTarget" : "groupAssignmentTarget";
    const groupId = guid("a", ((policy * 7 + index) % groups) + 1);
    return { target: { "@odata.type": `#microsoft.graph.${type}`, groupId } };
  };
  return {
    deviceCompliancePolicies: Array.from({ length: policies }, (_, index) => ({
      "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
      id: guid("c", index + 1),
      displayName: `Policy ${index + 1}`,
      assignments: Array.from({ length: targets }, (_, at) => target(index + 1, at)),
    })),
    groups: Array.from({ length: groups }, (_, index) => ({
      id: guid("a", index + 1),
      displayName: `Group ${index + 1}`,
    })),
  };
}
