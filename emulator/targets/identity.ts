import type { Target } from "./target";

/**
 * Equal for two targets that are the same one. A filter refines a target but is no part of its identity: a
 * group cannot be assigned twice with different filters [I].
 *
 * @internal
 */
export function targetKey(target: Target): string {
  const names = Object.keys(target.properties).sort();
  return JSON.stringify([target.type, ...names.map((name) => [name, comparable(target.properties[name])])]);
}

function comparable(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/**
 * Who is meant, as the service's own ids spell it: the group, or the well-known id of all licensed users or all
 * devices [R]. It does not tell an inclusion from an exclusion. Undefined where nothing was reported.
 *
 * @internal
 */
export function targetSubject(target: Target): string | undefined {
  return subjects[target.type]?.(target)?.toLowerCase();
}

const subjects: Readonly<Record<string, (target: Target) => string | undefined>> = {
  groupAssignmentTarget: groupId,
  exclusionGroupAssignmentTarget: groupId,
  allLicensedUsersAssignmentTarget: () => "acacacac-9df4-4c7d-9d50-4ef0226f57a9",
  allDevicesAssignmentTarget: () => "adadadad-808e-44e2-905a-0b7873a8a531",
};

function groupId(target: Target): string | undefined {
  const id = target.properties["groupId"];
  return typeof id === "string" ? id : undefined;
}
