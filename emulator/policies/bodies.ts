import { badRequest } from "../graph/errors";
import type { Version } from "../graph/version";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { missingTarget, readTarget } from "../targets/read";
import type { Target } from "../targets/target";
import type { PolicyKind } from "./kinds";

/** An assignment in a request's body. @internal */
export interface AssignmentBody {
  /** Undefined where the body has none. */
  readonly target: Target | undefined;
  /** Beta only [M]. */
  readonly ofPolicySet: boolean;
}

const properties = new Set(["id", "target", "source", "sourceId"]);

/**
 * The pages list `id` among the properties of a body; it is the service that makes it, so what is sent is not looked
 * at [I].
 *
 * @internal
 */
export function readAssignmentBody(body: Json, kind: PolicyKind, version: Version): AssignmentBody {
  if (!isJsonObject(body)) {
    throw badRequest(`A value of type 'microsoft.graph.${kind.assignmentType}' is expected.`);
  }
  const type = body["@odata.type"];
  if (
    type !== undefined &&
    type !== `#microsoft.graph.${kind.assignmentType}` &&
    type !== `microsoft.graph.${kind.assignmentType}`
  ) {
    throw badRequest(
      `A value of type 'microsoft.graph.${kind.assignmentType}' is expected, not '${JSON.stringify(type)}'.`,
    );
  }
  const unknown = Object.keys(body).find((name) => !properties.has(name) && !name.startsWith("@odata."));
  if (unknown !== undefined) {
    throw badRequest(
      `The property '${unknown}' does not exist on type 'microsoft.graph.${kind.assignmentType}'. Make sure to only use property names that are defined by the type.`,
    );
  }
  const target = body["target"] === undefined ? undefined : readTarget(body["target"], version);
  return { target, ofPolicySet: version === "beta" && body["source"] === "policySets" };
}

/** The targets that an `assign` asks for. Each kind has its own name for the parameter [D]. @internal */
export function readAssignBody(body: JsonObject, kind: PolicyKind, version: Version): AssignmentBody[] {
  const other = Object.keys(body).find((name) => name !== kind.assignParameter);
  if (other !== undefined) {
    throw badRequest(
      `The parameter '${other}' in the request payload is not a valid parameter for the operation 'assign'.`,
    );
  }
  const assignments = body[kind.assignParameter];
  if (!Array.isArray(assignments)) {
    throw badRequest(
      `The parameter '${kind.assignParameter}' of the operation 'assign' must be a collection.`,
    );
  }
  return assignments.map((assignment) => readAssignmentBody(assignment, kind, version));
}

/** The target of a body that must have one. @internal */
export function requiredTarget({ target }: AssignmentBody): Target {
  if (target === undefined) {
    throw missingTarget();
  }
  return target;
}
