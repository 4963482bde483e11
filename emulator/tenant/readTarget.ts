import { type GraphError, intuneBadRequest, modelValidationFailure } from "../graph/errors";
import { isJsonObject, type Json, type JsonObject } from "../graph/json";
import type { Version } from "../policyColumns";
import {
  type AssignmentFilter,
  abstractTargetType,
  filterProperties,
  noFilterId,
  type PropertyKind,
  type Target,
  targetTypes,
} from "./target";

/** What a body may contain. */
export interface Model {
  readonly version: Version;
  /** Whether beta has a type, or a property written as `type.property`, that the emulator does not have itself. */
  knows(name: string): boolean;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads a target from a request's body, or throws the service's 400. */
export function readTarget(body: Json | undefined, model: Model): Target {
  if (!isJsonObject(body)) {
    throw missingTarget();
  }
  const type = typeName(body["@odata.type"]);
  if (type === undefined || type === abstractTargetType) {
    throw modelValidationFailure("Cannot create an abstract class.");
  }
  const known = targetTypes.get(type);
  if (known === undefined && (model.version === "v1.0" || !model.knows(type))) {
    throw modelValidationFailure(
      `A type named 'microsoft.management.services.api.${type}' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.`,
    );
  }
  const { own, others } = split(
    body,
    known ?? Object.fromEntries(Object.keys(body).map((name) => [name, "any"])),
  );
  for (const name of Object.keys(others)) {
    if (!isAccepted(`${type}.${name}`, name, model)) {
      throw noSuchProperty(name, type);
    }
  }
  return {
    type,
    properties: known === undefined ? own : readProperties(known, own),
    filter: readFilter(body),
    more: Object.fromEntries(
      Object.entries(others).filter(
        ([name]) => name !== filterProperties.id && name !== filterProperties.type,
      ),
    ),
  };
}

export function missingTarget(): GraphError {
  return modelValidationFailure(
    `A value for the property 'target' of type 'microsoft.management.services.api.${abstractTargetType}' is required.`,
  );
}

export function noSuchProperty(name: string, type: string): GraphError {
  return modelValidationFailure(
    `The property '${name}' does not exist on type 'microsoft.management.services.api.${type}'. Make sure to only use property names that are defined by the type.`,
  );
}

/** Whether this version accepts a property in a body. */
export function isAccepted(qualified: string, name: string, model: Model): boolean {
  const isFilter = name === filterProperties.id || name === filterProperties.type;
  return name.startsWith("@odata.") || (model.version === "beta" && (isFilter || model.knows(qualified)));
}

/** The pages write the type without a leading `#`, the service with it. The emulator accepts both [D, R]. */
function typeName(annotation: Json | undefined): string | undefined {
  return typeof annotation === "string" ? /^#?microsoft\.graph\.(\w+)$/.exec(annotation)?.[1] : undefined;
}

/** Splits a body into the target's own properties and all others but its type. */
function split(body: JsonObject, known: Readonly<Record<string, unknown>>) {
  const { "@odata.type": _, ...properties } = body;
  const isOwn = ([name]: [string, Json]) =>
    Object.hasOwn(known, name) && name !== filterProperties.id && name !== filterProperties.type;
  const entries = Object.entries(properties);
  return {
    own: Object.fromEntries(entries.filter(isOwn)),
    others: Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
  };
}

function readProperties(known: Readonly<Record<string, PropertyKind>>, body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [name, propertyReaders[kind](name, body[name])]),
  );
}

const propertyReaders: Record<PropertyKind, (name: string, value: Json | undefined) => Json> = {
  // The service's own message for a malformed group id (Kvikku/IntuneAssignments #16). The service accepts groups that
  // do not exist (IntuneWin32App #118, Intune-Toolkit #58), so any GUID passes here [R].
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
      throw modelValidationFailure(`Requested value '${word}' was not found for the property '${name}'.`);
    }
    return word;
  },
};

function text(name: string, value: Json | undefined): string {
  if (typeof value !== "string" || value === "") {
    throw modelValidationFailure(
      `A non-empty value of type 'Edm.String' is expected for the property '${name}'.`,
    );
  }
  return value;
}

function readFilter(body: JsonObject): AssignmentFilter | undefined {
  const id = body[filterProperties.id] ?? null;
  const type = body[filterProperties.type] ?? "none";
  if (body[filterProperties.id] === undefined && body[filterProperties.type] === undefined) {
    return undefined;
  }
  if (
    (id !== null && typeof id !== "string") ||
    typeof type !== "string" ||
    !["none", "include", "exclude"].includes(type)
  ) {
    throw modelValidationFailure(
      `Requested value '${JSON.stringify(type)}' was not found for the property '${filterProperties.type}'.`,
    );
  }
  if (type !== "none" && (id === null || id === noFilterId)) {
    throw intuneBadRequest(`An assignment filter id is expected for the filter type '${type}'.`);
  }
  return { id, type };
}
