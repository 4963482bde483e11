import type { Version } from "../graph/version";
import type { JsonObject } from "../json";
import type { Target } from "./target";
import { abstractTargetType, filterProperties } from "./types";

/**
 * A target as an answer shows it.
 *
 * @param prefix - `#` as the service writes it [R], or nothing as the pages print it [D].
 *
 * @internal
 */
export function renderTarget(target: Target, version: Version, prefix: "#" | ""): JsonObject {
  if (target.verbatim !== undefined) {
    // v1.0 can show of an unknown type no more than the base that its metadata has [I].
    return version === "beta"
      ? target.verbatim
      : { "@odata.type": `${prefix}microsoft.graph.${abstractTargetType}` };
  }
  const type = { "@odata.type": `${prefix}microsoft.graph.${target.type}` };
  if (version === "v1.0") {
    return { ...type, ...target.properties };
  }
  // Without a filter the service answers null and "none" [R].
  return {
    ...type,
    [filterProperties.id]: target.filter?.id ?? null,
    [filterProperties.type]: target.filter?.type ?? "none",
    ...target.properties,
  };
}

/** A target as the emulator's state shows it: as beta would, without an empty filter. @internal */
export function renderTargetState(target: Target): JsonObject {
  if (target.verbatim !== undefined || target.filter !== undefined) {
    return renderTarget(target, "beta", "#");
  }
  return renderTarget(target, "v1.0", "#");
}
