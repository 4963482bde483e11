import type { JsonObject } from "../graph/json";
import type { Version } from "../policyColumns";
import { abstractTargetType, filterProperties, type Target, targetTypes } from "./target";

/**
 * A target as an answer shows it. The service writes types with a leading `#` [R]; Microsoft's pages print them
 * without it, as they print the other types of their examples.
 */
export function renderTarget(target: Target, version: Version): JsonObject {
  const isKnown = targetTypes.has(target.type);
  if (version === "v1.0") {
    // v1.0 can show of an unknown type no more than the base that its metadata has [I].
    return isKnown
      ? { "@odata.type": `#microsoft.graph.${target.type}`, ...target.properties }
      : { "@odata.type": `#microsoft.graph.${abstractTargetType}` };
  }
  // Without a filter the service answers null and "none" [R].
  const filter = target.filter ?? (isKnown ? { id: null, type: "none" } : undefined);
  return renderTargetState({ ...target, filter });
}

/** A target as the emulator's state shows it: as beta would, without a filter that nobody wrote. */
export function renderTargetState({ type, filter, properties, more }: Target): JsonObject {
  return {
    "@odata.type": `#microsoft.graph.${type}`,
    ...(filter && { [filterProperties.id]: filter.id, [filterProperties.type]: filter.type }),
    ...properties,
    ...more,
  };
}
