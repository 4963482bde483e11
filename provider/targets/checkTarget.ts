import type { PolicyKind } from "../policyKind";
import { isUnknown, type Problem, type PropertyPath, problem, unknownFields } from "../problems";
import {
  filterProperties,
  isTargetType,
  type PropertyRule,
  targetTypes,
  wellKnownGroups,
} from "./targetTypes";

/**
 * What is wrong with a target that a program gave for a policy of a kind. Pure. It skips values that the engine does
 * not know yet, wherever they stand.
 *
 * @param kind - Undefined while the kind is not known, so that only what holds for all kinds is checked.
 */
export function checkTarget(target: unknown, path: PropertyPath, kind: PolicyKind | undefined): Problem[] {
  if (isUnknown(target)) return [];
  if (!isRecord(target)) return [problem(path, target, "an object with a type, such as { type: … }")];
  if (isUnknown(target["type"])) return [];
  const type = target["type"];
  const refusal = isTargetType(type) ? kind?.refusedTargets?.[type] : undefined;
  if (!isTargetType(type) || refusal !== undefined) {
    return [problem([...path, "type"], type, acceptedTypes(kind).join(", "), refusal)];
  }

  const rule = targetTypes[type];
  const names = ["type", ...Object.keys(rule.properties), ...(rule.filter ? ["filter"] : [])];
  return [
    ...unknownFields(target, names, path, type),
    ...checkProperties(target, rule.properties, path),
    ...checkWellKnown(target, path, kind),
    ...(rule.filter ? checkFilter(target["filter"], [...path, "filter"], kind) : []),
  ];
}

function acceptedTypes({ refusedTargets = {} }: Partial<PolicyKind> = {}): string[] {
  return Object.keys(targetTypes).filter((type) => !Object.hasOwn(refusedTargets, type));
}

/** People paste as a group's id what exports print for everybody. */
function checkWellKnown(
  { type, groupId }: Record<string, unknown>,
  path: PropertyPath,
  kind: PolicyKind | undefined,
): Problem[] {
  const id = typeof groupId === "string" ? groupId.toLowerCase() : "";
  const meant = wellKnownGroups[id];
  if (meant === undefined || id === kind?.allUsersGroup) return [];
  const advice =
    type === "groupAssignmentTarget"
      ? `This id stands for everybody: use { type: "${meant}" }`
      : "This id stands for everybody, and everybody cannot be excluded";
  return [problem([...path, "groupId"], groupId, "the object id of an Entra group", advice)];
}

function checkFilter(filter: unknown, path: PropertyPath, kind: PolicyKind | undefined): Problem[] {
  if (filter === undefined || filter === null) return [];
  if (kind?.filters === "none") {
    return [problem(path, filter, `no filter, since Intune takes none on a ${kind.noun}`)];
  }
  if (isUnknown(filter)) return [];
  if (!isRecord(filter)) return [problem(path, filter, "an object { id, type }")];
  return [
    ...unknownFields(filter, Object.keys(filterProperties), path, "a filter"),
    ...checkProperties(filter, filterProperties, path),
  ];
}

function checkProperties(
  given: Record<string, unknown>,
  rules: Readonly<Record<string, PropertyRule>>,
  path: PropertyPath,
): Problem[] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const value = given[name];
    if (isUnknown(value) || (typeof value === "string" && rule.accepts(value))) return [];
    return [problem([...path, name], value, rule.accepted, rule.help)];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
