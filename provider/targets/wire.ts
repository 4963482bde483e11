import type { AssignmentFilter, Target } from "../target";
import { isTargetType, targetTypes } from "./targetTypes";

/** A target as Graph writes it. */
export type GraphTarget = { readonly "@odata.type": string } & Readonly<Record<string, unknown>>;

const namespace = "#microsoft.graph.";
const filterId = "deviceAndAppManagementAssignmentFilterId";
const filterType = "deviceAndAppManagementAssignmentFilterType";
const noFilterId = "00000000-0000-0000-0000-000000000000";

export function toGraph(target: Target): GraphTarget {
  const { type, filter, ...properties } = target as Target & { filter?: AssignmentFilter };
  return {
    "@odata.type": `${namespace}${type}`,
    ...properties,
    ...(filter && { [filterId]: filter.id, [filterType]: filter.type }),
  };
}

/**
 * A target that Graph answered, with the properties that are known of its type. A type that is not known here comes
 * through as it stands, so that a refresh can show it; only known types can be declared.
 */
export function fromGraph(target: GraphTarget): Target {
  const { "@odata.type": odataType, [filterId]: _id, [filterType]: _type, ...others } = target;
  const type = typeName(odataType);
  const properties = isTargetType(type) ? pick(others, Object.keys(targetTypes[type].properties)) : others;
  const filter = filterOf(target);
  return { type, ...properties, ...(filter && { filter }) } as unknown as Target;
}

function pick(from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}

/** Whether a target says that it has no filter: by null, by all zeros or by `none`. */
export function saysNoFilter({ [filterId]: id, [filterType]: type }: GraphTarget): boolean {
  return id === undefined || id === null || id === noFilterId || type === "none";
}

/** The filter of a target; undefined if it has none, or one of a type that is not known here. */
export function filterOf(target: GraphTarget): AssignmentFilter | undefined {
  const { [filterId]: id, [filterType]: type } = target;
  if (saysNoFilter(target) || typeof id !== "string") return undefined;
  return type === "include" || type === "exclude" ? { id, type } : undefined;
}

/** The names of the properties that carry a filter. */
export const filterFields: readonly string[] = [filterId, filterType];

/** The documents write the type without the leading "#", the service with it. */
export function typeName(odataType: string): string {
  return odataType.replace(/^#?microsoft\.graph\./, "");
}
