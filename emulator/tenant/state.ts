import type { JsonObject } from "../json";

/**
 * All that an emulated tenant holds: Graph's own collections, each policy with its assignments as beta shows them.
 * It is what `GET /_emulator/state` answers.
 *
 * @example
 * ```json
 * {
 *   "deviceCompliancePolicies": [
 *     {
 *       "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
 *       "id": "c0000000-0000-4000-8000-000000000001",
 *       "displayName": "Windows 11 baseline",
 *       "assignments": [
 *         {
 *           "id": "92dc3fef-3fef-92dc-ef3f-dc92ef3fdc92",
 *           "source": "direct",
 *           "sourceId": "c0000000-0000-4000-8000-000000000001",
 *           "target": {
 *             "@odata.type": "#microsoft.graph.groupAssignmentTarget",
 *             "groupId": "a0000000-0000-4000-8000-000000000001"
 *           }
 *         }
 *       ]
 *     }
 *   ],
 *   "deviceEnrollmentConfigurations": [],
 *   "groups": [{ "id": "a0000000-0000-4000-8000-000000000001", "displayName": "Pilot ring" }]
 * }
 * ```
 */
export interface EmulatorState {
  /** Source: the pages of deviceCompliancePolicy. */
  deviceCompliancePolicies: PolicyState[];
  /** Source: the pages of deviceEnrollmentConfiguration. Ids are `{guid}_{Type}`; built-in ones `{guid}_Default…`. */
  deviceEnrollmentConfigurations: PolicyState[];
  /** Entra groups. */
  groups: GroupState[];
}

/** A policy or configuration; further properties are kept and answered as they are. */
export interface PolicyState {
  /** Unique among its kind, whatever the letter case. */
  id: string;
  /** As the admin center shows it. */
  displayName: string;
  /** Its type, for example `#microsoft.graph.windows10CompliancePolicy`. */
  "@odata.type"?: string;
  /** Whom it is assigned to. */
  assignments: AssignmentState[];
  [property: string]: unknown;
}

/** An assignment, as beta shows it. */
export interface AssignmentState {
  /** Opaque; how it is built depends on the service in force. */
  id: string;
  /** `@odata.type` and the type's own properties; a filter only where there is one. */
  target: JsonObject;
  /** Who made it. */
  source: "direct" | "policySets";
  /** The policy for `direct`, the policy set for `policySets`. */
  sourceId: string;
}

/** An Entra group; further properties are kept and answered as they are. */
export interface GroupState {
  /** The object id, a GUID. */
  id: string;
  /** As the admin center shows it. */
  displayName: string;
  [property: string]: unknown;
}

/** What a tenant may be given as its state: {@link EmulatorState}, where much may be left out. */
export interface EmulatorStateInput {
  /** Default: none. */
  deviceCompliancePolicies?: PolicyStateInput[];
  /** Default: none. */
  deviceEnrollmentConfigurations?: PolicyStateInput[];
  /** Default: none. */
  groups?: GroupState[];
}

/** A policy to put into a tenant. */
export interface PolicyStateInput extends Omit<PolicyState, "assignments"> {
  /** Unique among its kind, whatever the letter case. */
  id: string;
  /** As the admin center shows it. */
  displayName: string;
  /** Default: none. */
  assignments?: AssignmentStateInput[];
}

/** An assignment to put into a tenant. */
export interface AssignmentStateInput {
  /** Default: made as the service in force makes ids. */
  id?: string;
  /** `@odata.type` and the type's own properties. */
  target: JsonObject;
  /** Default `direct`. */
  source?: "direct" | "policySets";
  /** Default: the policy's id. */
  sourceId?: string;
}
