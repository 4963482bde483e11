import type * as pulumi from "@pulumi/pulumi";
import type { Target } from "../provider/target";

export type {
  AllDevicesAssignmentTarget,
  AllLicensedUsersAssignmentTarget,
  AssignmentFilter,
  ConfigurationManagerCollectionAssignmentTarget,
  ExclusionGroupAssignmentTarget,
  GroupAssignmentTarget,
  ScopeTagGroupAssignmentTarget,
  Target,
} from "../provider/target";

/** A plain shape. Every value may also be an output of another resource. */
type WithInputs<T> = T extends object ? { [K in keyof T]: pulumi.Input<WithInputs<T[K]>> } : T;

/**
 * A {@link Target} as a program writes it. Its `type` tells the targets apart. Every value is a `pulumi.Input`.
 *
 * @example
 * ```ts
 * import type { TargetArgs } from "pulumi-intune";
 *
 * const pilot: TargetArgs = { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" };
 * const everyDevice: TargetArgs = { type: "allDevicesAssignmentTarget" };
 * ```
 */
export type TargetArgs = WithInputs<Target>;

/** A target of a set, with the assignment that Graph made of it. */
export interface AssignedTarget {
  /** Graph's id of the assignment. It is opaque, and changes when Graph creates the assignment again. */
  assignmentId: string;
  /** Whom the assignment reaches. */
  target: Target;
}
