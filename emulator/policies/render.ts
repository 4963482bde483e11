import type { Version } from "../graph/version";
import type { JsonObject } from "../json";
import type { Service } from "../service/service";
import { renderTarget } from "../targets/render";
import type { Assignment } from "../tenant/assignment";
import type { PolicyKind } from "./kinds";

/** An assignment as an answer shows it; `source` and `sourceId` are beta's [M]. @internal */
export function renderAssignment(
  assignment: Assignment,
  kind: PolicyKind,
  version: Version,
  service: Service,
): JsonObject {
  const { id, source, sourceId } = assignment;
  return {
    ...(service.annotatesAssignments ? { "@odata.type": `#microsoft.graph.${kind.assignmentType}` } : {}),
    id,
    target: renderTarget(assignment.target, version, service.typePrefix),
    ...(version === "beta" ? { source, sourceId } : {}),
  };
}
