import type { AssignmentStateInput, JsonObject } from "../../emulator/index.ts";

const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const group = (n: number, more: JsonObject = {}): JsonObject => ({
  "@odata.type": "#microsoft.graph.groupAssignmentTarget",
  groupId: guid(n),
  ...more,
});
const filter = (n: number, type: string): JsonObject => ({
  deviceAndAppManagementAssignmentFilterId: guid(n),
  deviceAndAppManagementAssignmentFilterType: type,
});

/** Other people's assignments, with everything that v1.0 would lose. */
export const foreign = {
  filtered: { target: group(901, filter(1, "include")) },
  everyDevice: {
    target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget", ...filter(2, "exclude") },
  },
  future: { target: { "@odata.type": "#microsoft.graph.futureTarget", weight: 3.5, rules: [{ a: null }] } },
  ofPolicySet: { target: group(902), source: "policySets", sourceId: guid(77) },
  /** One that comes while we are at work. */
  late: { target: group(903, filter(3, "include")) },
} satisfies Record<string, AssignmentStateInput>;

/** Targets of ours, in Graph's words. */
export const own = { before: group(1), kept: group(2), created: group(3) };

/** A target of ours, in the words of a program. */
export function declared({ groupId }: JsonObject): JsonObject {
  return { type: "groupAssignmentTarget", groupId: groupId ?? null };
}
