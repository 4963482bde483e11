import { createHash, randomUUID } from "node:crypto";
import { intuneBadRequest } from "../graph/errors";
import type { PolicyKind } from "../policies/kinds";
import { targetSubject } from "../targets/identity";
import type { Target } from "../targets/target";
import type { Assignment } from "../tenant/assignment";
import type { Policy } from "../tenant/policy";
import type { Service } from "./service";

/**
 * The service as it was publicly reported, from microsoft-graph-docs #2326 (2018) to #20615: single writes are not
 * routed, and ids are built from the policy's and the group's [R].
 *
 * @internal
 */
export const observed: Service = {
  routesSingleWrites: false,
  typePrefix: "#",
  // OData's minimal metadata names a type only where it is not the declared one [I].
  annotatesAssignments: false,
  newAssignmentId: (kind, policy, target) => idMakers[kind.collection](policy, subject(target)),
  checkSet(_kind, policy, assignments) {
    refuseIncludedAndExcluded(assignments);
    refuseExclusionsOfStatusPage(policy, assignments);
  },
};

const idMakers: Record<PolicyKind["collection"], (policy: Policy, subject: string) => string> = {
  deviceCompliancePolicies: (policy, of) => `${policy.id}_${of}`,
  // Reported as {configuration GUID}_{group}_{more}. Nobody knows the tail; it must only not look like anything [I].
  deviceEnrollmentConfigurations(policy, of) {
    const tail = createHash("sha256").update(`${policy.id}/${of}`).digest("hex").slice(0, 8);
    return `${policy.id.split("_")[0]}_${of}_${tail}`;
  },
};

/** For targets without a group nothing was reported; what they name serves, or a GUID [I]. */
function subject(target: Target): string {
  const named = target.properties["collectionId"] ?? target.properties["entraObjectId"];
  return targetSubject(target) ?? (typeof named === "string" ? named : randomUUID());
}

/** The id does not encode include or exclude, so one group cannot be both [R]. */
function refuseIncludedAndExcluded(assignments: readonly Assignment[]): void {
  const seen = new Set<string>();
  for (const { target } of assignments) {
    const who = targetSubject(target);
    if (who !== undefined && seen.has(who)) {
      throw intuneBadRequest(`The group ${who} cannot be both included and excluded.`);
    }
    if (who !== undefined) {
      seen.add(who);
    }
  }
}

/** Enrollment status pages take no exclusions [R]. */
function refuseExclusionsOfStatusPage(policy: Policy, assignments: readonly Assignment[]): void {
  const isStatusPage = /windows10EnrollmentCompletionPageConfiguration$/i.test(
    String(policy.properties["@odata.type"] ?? policy.id),
  );
  if (isStatusPage && assignments.some(({ target }) => target.type === "exclusionGroupAssignmentTarget")) {
    throw intuneBadRequest("Exclusion group assignments are not supported for an enrollment status page.");
  }
}
