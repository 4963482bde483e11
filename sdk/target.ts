import type * as pulumi from "@pulumi/pulumi";
import type { Target } from "../provider/targets/target";

export type {
  AllDevicesAssignmentTarget,
  AllLicensedUsersAssignmentTarget,
  AssignmentFilter,
  ConfigurationManagerCollectionAssignmentTarget,
  ExclusionGroupAssignmentTarget,
  GroupAssignmentTarget,
  ScopeTagGroupAssignmentTarget,
  Target,
} from "../provider/targets/target";

/** A plain shape in which every value may also be an output of another resource. */
export type Inputs<T> = T extends object ? { [K in keyof T]: pulumi.Input<Inputs<T[K]>> } : T;

/**
 * A {@link Target} as a program writes it: told apart by `type`, every value a `pulumi.Input`.
 *
 * @example
 * ```ts
 * import type { TargetArgs } from "pulumi-intune";
 *
 * const pilot: TargetArgs = { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" };
 * const everyDevice: TargetArgs = { type: "allDevicesAssignmentTarget" };
 * ```
 */
export type TargetArgs = Inputs<Target>;

/** A target of a set with the assignment that Graph made of it. */
export interface AssignedTarget {
  /** Graph's id of the assignment: opaque, and new when Graph makes it anew. */
  assignmentId: string;
  /** Whom the assignment reaches. */
  target: Target;
}
