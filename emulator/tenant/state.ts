import type { JsonObject } from "../graph/json";
import type { PolicyCollection, PolicyRows } from "../policyKind";

/**
 * Everything in an emulated tenant: Graph's own collections, each policy with its assignments as beta shows them. `GET
 * /_emulator/state` returns it. You can also use an export of a real tenant: the emulator keeps and returns properties
 * and annotations that it does not know.
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
export interface EmulatorState extends PolicyStates {
  /** Entra groups. If a group has a `deletedDateTime`, Graph shows it only at `/directory/deletedItems`. */
  groups: GroupState[];
  /**
   * Assignment filters, if the state lists them. Then `observed` refuses a target with any other filter.
   */
  assignmentFilters?: AssignmentFilterState[];
}

/** The policies of each kind. */
export type PolicyStates = {
  -readonly [Collection in keyof PolicyRows]: PolicyRows[Collection] extends Record<"nameProperty", "name">
    ? NamedPolicyState[]
    : PolicyState[];
};

/** A policy; further properties are kept and answered as they are. */
export interface PolicyState extends AnyPolicyState {
  /** As the admin center shows it. */
  displayName: string;
}

/** A policy of a kind that calls its name `name`; further properties are kept and answered as they are. */
export interface NamedPolicyState extends AnyPolicyState {
  /** As the admin center shows it. */
  name: string;
}

/** What the policies of all kinds have. */
export interface AnyPolicyState {
  /** Unique among its kind, whatever the letter case. */
  id: string;
  /** Its type, for example `#microsoft.graph.windows10CompliancePolicy`. */
  "@odata.type"?: string;
  /** Whom it is assigned to. */
  assignments: AssignmentState[];
  [property: string]: unknown;
}

/** An assignment, as beta shows it; further properties are kept and answered as they are. */
export interface AssignmentState {
  /** Opaque. How the service builds it depends on `service`. */
  id: string;
  /** `@odata.type` and the type's own properties, and the filter, if there is one. */
  target: JsonObject;
  /** Who made it. */
  source: "direct" | "policySets";
  /** The id of the policy for `direct`, of the policy set for `policySets`. Some exports have `null`. */
  sourceId: string | null;
  [property: string]: unknown;
}

/** An Entra group; further properties are kept and answered as they are. */
export interface GroupState {
  /** The object id, a GUID. */
  id: string;
  /** As the admin center shows it. */
  displayName: string;
  /** When the group was deleted. Default `null`: it is not. */
  deletedDateTime?: string | null;
  [property: string]: unknown;
}

/** An assignment filter; further properties are kept and answered as they are. */
export interface AssignmentFilterState {
  /** A GUID. */
  id: string;
  /** As the admin center shows it. */
  displayName: string;
  /** For example `windows10AndLater`. */
  platform?: string;
  /** For example `(device.manufacturer -eq "Contoso")`. */
  rule?: string;
  /** `devices` or `apps`. */
  assignmentFilterManagementType?: string;
  [property: string]: unknown;
}

/** A state for a tenant: like {@link EmulatorState}, but you can leave out what has a default. */
export type EmulatorStateInput = {
  /** Default: no policy of this kind. */
  [Collection in PolicyCollection]?: PolicyInputs<EmulatorState[Collection]>;
} & {
  /** Default: none. */
  groups?: GroupState[];
  /** Default: no list, and a target may name any filter. */
  assignmentFilters?: AssignmentFilterState[];
};

type PolicyInputs<States> = States extends PolicyState[] ? PolicyStateInput[] : NamedPolicyStateInput[];

/** A policy to put into a tenant. */
export interface PolicyStateInput extends AnyPolicyStateInput {
  /** As the admin center shows it. */
  displayName: string;
}

/** A policy to put into a tenant, of a kind that calls its name `name`. */
export interface NamedPolicyStateInput extends AnyPolicyStateInput {
  /** As the admin center shows it. */
  name: string;
}

/** The properties of a policy of any kind, to put it into a tenant. */
export interface AnyPolicyStateInput {
  /** Unique among its kind, whatever the letter case. */
  id: string;
  /** Its type, for example `#microsoft.graph.windows10CompliancePolicy`. */
  "@odata.type"?: string;
  /** Default: none. A built-in policy has one for all devices. */
  assignments?: AssignmentStateInput[];
  [property: string]: unknown;
}

/** An assignment to put into a tenant. */
export interface AssignmentStateInput {
  /** Default: built as the service builds ids. */
  id?: string;
  /** `@odata.type` and the type's own properties. */
  target: JsonObject;
  /** Default `direct`. */
  source?: "direct" | "policySets";
  /** Default: the policy's id. */
  sourceId?: string | null;
  [property: string]: unknown;
}
