import type { JsonObject } from "../graph/json";
import type { Version } from "../policyColumns";
import { abstractTargetType, filterProperties, type Target, targetTypes } from "./target";

/**
 * A target in an answer. The service writes types with a leading `#` [R]. Microsoft's pages print them without it, like
 * the other types in their examples.
 */
export function renderTarget(target: Target, version: Version): JsonObject {
  const isKnown = targetTypes.has(target.type);
  if (version === "v1.0") {
    // Of a type that it does not know, v1.0 can only show the base type in its metadata [I].
    return isKnown
      ? { "@odata.type": `#microsoft.graph.${target.type}`, ...target.properties }
      : { "@odata.type": `#microsoft.graph.${abstractTargetType}` };
  }
  // Without a filter the service answers null and "none" [R].
  const filter = target.filter ?? (isKnown ? { id: null, type: "none" } : undefined);
  return renderTargetState({ ...target, filter });
}

/** A target in the emulator's state: as in beta, but with a filter only if somebody wrote one. */
export function renderTargetState({ type, filter, properties, more }: Target): JsonObject {
  return {
    "@odata.type": `#microsoft.graph.${type}`,
    ...(filter && { [filterProperties.id]: filter.id, [filterProperties.type]: filter.type }),
    ...properties,
    ...more,
  };
}
