import { isUnknown, type Problem, problem, unknownFields } from "../problems";
import { filterProperties, isTargetType, type PropertyRule, targetTypes } from "./targetTypes";

/**
 * What is wrong with a target as a program gave it. Pure; values that the engine does not know yet are
 * skipped wherever they stand.
 *
 * @internal
 */
export function checkTarget(target: unknown, path: string): Problem[] {
  if (isUnknown(target)) return [];
  if (!isRecord(target)) return [problem(path, target, "an object with a type, such as { type: … }")];
  if (isUnknown(target["type"])) return [];
  const type = target["type"];
  if (!isTargetType(type)) return [problem(`${path}.type`, type, Object.keys(targetTypes).join(", "))];

  const rule = targetTypes[type];
  const names = ["type", ...Object.keys(rule.properties), ...(rule.filter ? ["filter"] : [])];
  return [
    ...unknownFields(target, names, path, type),
    ...checkProperties(target, rule.properties, path),
    ...(rule.filter ? checkFilter(target["filter"], `${path}.filter`) : []),
  ];
}

function checkFilter(filter: unknown, path: string): Problem[] {
  if (filter === undefined || filter === null || isUnknown(filter)) return [];
  if (!isRecord(filter)) return [problem(path, filter, "an object { id, type }")];
  return [
    ...unknownFields(filter, Object.keys(filterProperties), path, "a filter"),
    ...checkProperties(filter, filterProperties, path),
  ];
}

function checkProperties(
  given: Record<string, unknown>,
  rules: Readonly<Record<string, PropertyRule>>,
  path: string,
): Problem[] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const value = given[name];
    if (isUnknown(value) || (typeof value === "string" && rule.accepts(value))) return [];
    return [problem(`${path}.${name}`, value, rule.accepted)];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
