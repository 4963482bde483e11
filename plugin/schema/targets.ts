import { filterProperties, type PropertyRule, targetTypes } from "../../provider/targets/targetTypes";
import type { ObjectSpec, PropertySpec } from "./spec";

/** References to the types of the package. */
export const targetType = "#/types/intune:index:Target";
export const assignedTargetType = "#/types/intune:index:AssignedTarget";
const filterType = "#/types/intune:index:AssignmentFilter";

const source =
  "Source: https://learn.microsoft.com/graph/api/resources/intune-shared-deviceandappmanagementassignmenttarget";

/**
 * One flat type for all targets, with Graph's own names. A plain string tells them apart. In Go, a union of types is
 * `any`, and YAML can neither look into a union nor pass on an output that is an enum.
 */
export const types: Readonly<Record<string, ObjectSpec>> = {
  "intune:index:Target": {
    type: "object",
    description: `Whom an assignment reaches. Its type says which properties it has. ${source}`,
    properties: {
      type: { type: "string", description: `Graph's name of the type: ${describeTypes()}.` },
      ...targetProperties(),
      filter: {
        $ref: filterType,
        description: `Narrows the target to some devices (Graph beta). Default: no filter. Belongs to ${typesWhere(({ filter }) => filter)}.`,
      },
    },
    required: ["type"],
  },
  "intune:index:AssignmentFilter": {
    type: "object",
    description:
      "An assignment filter: narrows a target to the devices that match (`include`) or do not match (`exclude`) its rule. " +
      "Filters exist in Graph beta only.",
    properties: Object.fromEntries(
      Object.entries(filterProperties).map(([name, rule]) => [name, text(rule.accepted)]),
    ),
    required: Object.keys(filterProperties),
  },
  "intune:index:AssignedTarget": {
    type: "object",
    description: "A target of a set with the assignment that Graph made of it.",
    properties: {
      assignmentId: {
        type: "string",
        description:
          "Graph's id of the assignment. It is opaque, and changes when Graph creates the assignment again.",
      },
      target: { $ref: targetType, description: "Whom the assignment reaches." },
    },
    required: ["assignmentId", "target"],
  },
};

function describeTypes(): string {
  return Object.entries(targetTypes)
    .map(([type, { properties }]) => {
      const names = Object.keys(properties).map((name) => `\`${name}\``);
      return names.length === 0 ? `\`${type}\`` : `\`${type}\` (with ${names.join(" and ")})`;
    })
    .join(", ");
}

function targetProperties(): Record<string, PropertySpec> {
  const rules = new Map<string, PropertyRule>();
  for (const { properties } of Object.values(targetTypes)) {
    for (const [name, rule] of Object.entries(properties)) rules.set(name, rule);
  }
  return Object.fromEntries(
    [...rules].map(([name, { accepted }]) => [
      name,
      text(`${accepted}. Belongs to ${typesWhere(({ properties }) => Object.hasOwn(properties, name))}`),
    ]),
  );
}

function typesWhere(holds: (rule: (typeof targetTypes)[keyof typeof targetTypes]) => boolean): string {
  return Object.entries(targetTypes)
    .filter(([, rule]) => holds(rule))
    .map(([type]) => `\`${type}\``)
    .join(", ");
}

function text(description: string): PropertySpec {
  return { type: "string", description: `Accepted: ${description}.` };
}
