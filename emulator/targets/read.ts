import { badRequest, type GraphError, intuneBadRequest } from "../graph/errors";
import type { Version } from "../graph/version";
import { isJsonObject, type Json, type JsonObject } from "../json";
import type { AssignmentFilter, Target } from "./target";
import { abstractTargetType, filterProperties, noFilterId, type PropertyKind, targetTypes } from "./types";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads a target from a request's body, or throws the service's 400.
 *
 * @internal
 */
export function readTarget(body: Json | undefined, version: Version): Target {
  if (!isJsonObject(body)) {
    throw missingTarget();
  }
  const type = typeName(body["@odata.type"]);
  if (type === undefined || type === abstractTargetType) {
    throw cannotBeMade(abstractTargetType);
  }
  const kinds = targetTypes.get(type);
  if (kinds === undefined) {
    return unknownTarget(type, body, version);
  }
  return {
    type,
    properties: readProperties(type, kinds, body),
    filter: readFilter(body, version),
    verbatim: undefined,
  };
}

/** @internal */
export function missingTarget(): GraphError {
  return badRequest(
    `A value for the property 'target' of type 'microsoft.graph.${abstractTargetType}' is required.`,
  );
}

/** The pages write the type without a leading `#`, the service with it; both are accepted [D, R]. */
function typeName(annotation: Json | undefined): string | undefined {
  return typeof annotation === "string" ? /^#?microsoft\.graph\.(\w+)$/.exec(annotation)?.[1] : undefined;
}

/**
 * A type that only a later version of the service knows. v1.0 has no such type to read the body into; beta is
 * taken to be ahead of this table, and keeps what it is given [I].
 */
function unknownTarget(type: string, body: JsonObject, version: Version): Target {
  if (version === "v1.0") {
    throw cannotBeMade(type);
  }
  const { "@odata.type": _, ...properties } = body;
  return { type, properties, filter: undefined, verbatim: body };
}

function cannotBeMade(type: string): GraphError {
  return badRequest(
    `A type named 'microsoft.graph.${type}' could not be resolved by the model, or it is abstract and cannot be instantiated.`,
  );
}

function readProperties(
  type: string,
  kinds: Readonly<Record<string, PropertyKind>>,
  body: JsonObject,
): JsonObject {
  for (const name of Object.keys(body)) {
    if (
      !Object.hasOwn(kinds, name) &&
      !name.startsWith("@odata.") &&
      name !== filterProperties.id &&
      name !== filterProperties.type
    ) {
      throw badRequest(
        `The property '${name}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
      );
    }
  }
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, propertyReaders[kind](name, body[name])]),
  );
}

const propertyReaders: Record<PropertyKind, (name: string, value: Json | undefined) => Json> = {
  // The sentence is the service's own for a malformed group id (reported in Kvikku/IntuneAssignments #16). Whether it
  // also looks the group up is neither documented nor reported, so any GUID passes here [I].
  groupId(name, value) {
    const id = text(name, value);
    if (!guid.test(id)) {
      throw intuneBadRequest(`Invalid GroupId : ${id} provided, a valid AADGroupId is expected.`);
    }
    return id;
  },
  text,
  targetType(name, value) {
    const word = text(name, value);
    if (!["none", "user", "device"].includes(word)) {
      throw badRequest(`Requested value '${word}' was not found for the property '${name}'.`);
    }
    return word;
  },
};

function text(name: string, value: Json | undefined): string {
  if (typeof value !== "string" || value === "") {
    throw badRequest(`A non-empty value of type 'Edm.String' is expected for the property '${name}'.`);
  }
  return value;
}

/** v1.0 has no filters: the service of that version does not see them in a body, so they are lost [I]. */
function readFilter(body: JsonObject, version: Version): AssignmentFilter | undefined {
  const id = body[filterProperties.id] ?? null;
  const type = body[filterProperties.type] ?? "none";
  if (
    version === "v1.0" ||
    (body[filterProperties.id] === undefined && body[filterProperties.type] === undefined)
  ) {
    return undefined;
  }
  if (
    (id !== null && typeof id !== "string") ||
    typeof type !== "string" ||
    !["none", "include", "exclude"].includes(type)
  ) {
    throw badRequest(
      `Requested value '${JSON.stringify(type)}' was not found for the property '${filterProperties.type}'.`,
    );
  }
  if (type !== "none" && (id === null || id === noFilterId)) {
    throw intuneBadRequest(`An assignment filter id is expected for the filter type '${type}'.`);
  }
  return { id, type };
}
