import type { LookupName } from "../../provider/lookups/lookUp";
import { type PolicyKind, type PolicyKindName, policyKinds } from "../../provider/policyKind";
import { isPolicyType } from "../../provider/policyType";
import { lookupToken } from "../tokens";
import type { FunctionSpec, PropertySpec } from "./spec";
import { lines, listed, policyTypeProperty } from "./words";

const lookupNotes = "A lookup sends requests to Graph in a preview too, so the preview needs credentials.";
const one = (noun: string) =>
  `Looks up one ${noun} by its display name or id. The lookup fails if there is none, or if several have the name. ` +
  "The error lists the candidates.";

const args: Readonly<Record<string, PropertySpec>> = {
  id: { type: "string", description: "The `id` in Graph. Give either this or the display name." },
  displayName: {
    type: "string",
    description:
      "The display name. Letter case and white space make no difference, unless several names differ only in that. Give either this or the id.",
  },
};
const id: PropertySpec = { type: "string", description: "The `id` in Graph." };
const displayName: PropertySpec = {
  type: "string",
  description: "The display name; empty if Graph has none.",
};
const type: PropertySpec = {
  type: "string",
  description:
    "The policy's type in Graph, such as `windows10CompliancePolicy`; empty if Graph does not say.",
};

function ofKind(kind: PolicyKind): FunctionSpec {
  return {
    description: lines(
      one(kind.noun),
      lookupNotes,
      `## API Permissions\n\nOne of ${listed(kind.permissions.read)}, the least privileged first.`,
    ),
    inputs: { type: "object", properties: args },
    outputs: {
      type: "object",
      properties: { id, displayName, type },
      required: ["id", "displayName", "type"],
    },
  };
}

const policy: FunctionSpec = {
  description: lines(
    one("policy of the kind that `policyType` names"),
    lookupNotes,
    "## API Permissions\n\nThe same as to refresh a PolicyAssignment.",
  ),
  inputs: {
    type: "object",
    properties: { policyType: policyTypeProperty, ...args },
    required: ["policyType"],
  },
  outputs: {
    type: "object",
    properties: { policyType: policyTypeProperty, id, displayName, type },
    required: ["policyType", "id", "displayName", "type"],
  },
};

const assignmentFilter: FunctionSpec = {
  description: lines(
    one("assignment filter"),
    lookupNotes,
    "## API Permissions\n\n`DeviceManagementConfiguration.Read.All`.",
  ),
  inputs: { type: "object", properties: args },
  outputs: {
    type: "object",
    properties: {
      id,
      displayName,
      platform: { type: "string", description: "Graph's name of the platform, such as `windows10AndLater`." },
      rule: { type: "string", description: "The rule, as Graph writes it." },
      managementType: { type: "string", description: "What the rule is about: `devices` or `apps`." },
    },
    required: ["id", "displayName", "platform", "rule", "managementType"],
  },
};

const ownKinds = (Object.keys(policyKinds) as PolicyKindName[]).flatMap((name) =>
  isPolicyType(name) ? [] : [[lookupToken(name as LookupName), ofKind(policyKinds[name])] as const],
);

/** Every lookup, by its token. */
export const functions: Readonly<Record<string, FunctionSpec>> = {
  ...Object.fromEntries(ownKinds),
  [lookupToken("Policy")]: policy,
  [lookupToken("AssignmentFilter")]: assignmentFilter,
};
