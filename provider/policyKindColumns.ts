import type { Target } from "./target";

/** The resource class for one assignment; the one for a whole set has `Set` behind it. */
export type AssignmentClass =
  | "DeviceCompliancePolicyAssignment"
  | "EnrollmentConfigurationAssignment"
  | "PolicyAssignment";

/**
 * What differs between the kinds of policy whose assignments are managed here.
 * Another kind of policy is one more row in `policyKind.ts`.
 */
export interface PolicyKind {
  /** The class of the resources that assign these policies. `PolicyAssignment` takes a `policyType` as well. */
  readonly className: AssignmentClass;
  /** The words for messages: "compliance policy". */
  readonly noun: string;
  /** The singleton of Graph that has the collection. */
  readonly root: "deviceManagement" | "deviceAppManagement";
  /** The collection below the root. */
  readonly collection: string;
  /** The property that holds the name that people know a policy by. */
  readonly nameProperty: "displayName" | "name";
  /** A `$filter` for policies that the plain list of the collection leaves out. */
  readonly hiddenFromList?: string;
  /** The resource property that holds the policy's id. */
  readonly policyIdProperty: string;
  /**
   * A form of id that only these policies have, and how it is written. Every id that a public export of a tenant shows has
   * a GUID in it, and most are nothing else.
   */
  readonly markedId?: { readonly form: RegExp; readonly written: string };
  /** The assignment's own `@odata.type`. */
  readonly assignmentType: string;
  /**
   * How a policy's set is read: the list below the policy, or the policy with its assignments expanded, where
   * the service has no such list. Reads go through beta, since v1.0 shows neither filters nor an assignment's source.
   */
  readonly assignmentsFrom: "list" | "expand";
  /** The version of Graph for writes. What v1.0 cannot carry without loss goes through beta anyway. */
  readonly writeVersion: "v1.0" | "beta";
  /** Ids of policies whose type v1.0 does not have, so that they are written through beta. */
  readonly betaOnlyIds?: RegExp;
  /** The parameter of the `assign` action. */
  readonly assignParameter: string;
  /** The type that the path of the `assign` action has to name, where the action belongs to a derived type. */
  readonly assignCast?: string;
  /**
   * What is known of POST, PATCH and DELETE on single assignments. The write route `auto` tries all but `refused`:
   *
   * - `works`: seen to work.
   * - `unknown`: documented, and no report says whether they work.
   * - `disputed`: documented, and reported to be refused.
   * - `refused`: not documented, or without a route.
   */
  readonly singleVerbs: "works" | "unknown" | "disputed" | "refused";
  /**
   * Whether a write takes minutes to settle. Until then, some reads show the exclusions of before, and the service
   * refuses another write for a moment (azitc-ac/intune-tools, live tests of September 2026).
   */
  readonly settlesLate?: true;
  /** The assignment filters that the policies take: those for devices, those for apps, or none. */
  readonly filters: "devices" | "apps" | "none";
  /** The id that stands for all users in the place of a group, where that is how all users are assigned. */
  readonly allUsersGroup?: string;
  /** Types of target that the policies do not take, each with the reason for the person who tries. */
  readonly refusedTargets?: Readonly<Partial<Record<Target["type"], string>>>;
  /** Graph permissions, least privileged first. */
  readonly permissions: { readonly read: readonly string[]; readonly write: readonly string[] };
  /** How to tell the policies that Intune made itself and lets nobody assign. */
  readonly builtIn?: { readonly ids: RegExp; readonly priority: number };
  /** Policies that people look for here and that are elsewhere, as a sentence. */
  readonly elsewhere?: string;
}
