import { modelValidationFailure } from "../graph/errors";
import { isJsonObject, type Json, type JsonObject } from "../graph/json";
import type { PolicyKind } from "../policyKind";
import { isAccepted, type Model, missingTarget, noSuchProperty, readTarget } from "../tenant/readTarget";
import type { Target } from "../tenant/target";

/** An assignment in a request's body. */
export interface AssignmentBody {
  readonly id: string | undefined;
  /** Undefined if the body has none. */
  readonly target: Target | undefined;
  /** Beta only [M]. Undefined if the body has none. */
  readonly source: "direct" | "policySets" | undefined;
  readonly more: JsonObject;
}

/** Reads an assignment. The service makes the ids, so an id in a body only names an existing assignment [I]. */
export function readAssignmentBody(body: Json, kind: PolicyKind, model: Model): AssignmentBody {
  const expected = `microsoft.management.services.api.${kind.assignmentType}`;
  if (!isJsonObject(body)) {
    throw modelValidationFailure(`A value of type '${expected}' is expected.`);
  }
  const { "@odata.type": type, id, target, source, sourceId, ...more } = body;
  if (type !== undefined && String(type).replace(/^#/, "") !== `microsoft.graph.${kind.assignmentType}`) {
    const found = String(type).replace(/^#?microsoft\.graph\./, "microsoft.management.services.api.");
    throw modelValidationFailure(
      `An entry with type '${found}' was found, but it is not assignable to the expected type '${expected}'. The type specified in the entry must be equal to either the expected type or a derived type.`,
    );
  }
  const ofSource = { ...(source !== undefined && { source }), ...(sourceId !== undefined && { sourceId }) };
  for (const name of [...Object.keys(more), ...Object.keys(ofSource)]) {
    const isKnown = (name in ofSource && kind.hasSource) || name in kind.assignmentDefaults;
    if (
      !(isKnown && model.version === "beta") &&
      !isAccepted(`${kind.assignmentType}.${name}`, name, model)
    ) {
      throw noSuchProperty(name, kind.assignmentType);
    }
  }
  return {
    id: typeof id === "string" ? id : undefined,
    target: target === undefined ? undefined : readTarget(target, model),
    source: source === "policySets" || source === "direct" ? source : undefined,
    more: Object.fromEntries(Object.entries(more).filter(([name]) => !name.startsWith("@odata."))),
  };
}

/** Reads the assignments in the body of `assign`. Each kind has its own name for the parameter [D]. */
export function readAssignBody(body: JsonObject, kind: PolicyKind, model: Model): AssignmentBody[] {
  const other = Object.keys(body).find((name) => name !== kind.assignParameter);
  if (other !== undefined) {
    throw modelValidationFailure(
      `The parameter '${other}' in the request payload is not a valid parameter for the operation 'assign'.`,
    );
  }
  const assignments = body[kind.assignParameter];
  if (!Array.isArray(assignments)) {
    throw modelValidationFailure(
      `The parameter '${kind.assignParameter}' of the operation 'assign' must be a collection.`,
    );
  }
  return assignments.map((assignment) => readAssignmentBody(assignment, kind, model));
}

/** The target of a body that must have one. */
export function requiredTarget({ target }: Pick<AssignmentBody, "target">): Target {
  if (target === undefined) {
    throw missingTarget();
  }
  return target;
}
