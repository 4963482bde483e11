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

type PropertyName<T = Target> = T extends Target ? keyof T : never;

/**
 * The arguments of each type of target. Properties of other types are refused. The compiler tells the types apart by
 * `type`, so that cannot be an output.
 */
type ArgsOf<T> = T extends Target
  ? { [K in keyof T]: K extends "type" ? T[K] : pulumi.Input<WithInputs<T[K]>> } & {
      [K in Exclude<PropertyName, keyof T>]?: undefined;
    }
  : never;

/**
 * A {@link Target} as a program writes it. Its `type` tells the targets apart. Every other value is a `pulumi.Input`, and
 * a whole target may be an output.
 *
 * @example
 * ```ts
 * import type { TargetArgs } from "pulumi-intune";
 *
 * const pilot: TargetArgs = { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" };
 * const everyDevice: TargetArgs = { type: "allDevicesAssignmentTarget" };
 * ```
 */
export type TargetArgs = ArgsOf<Target>;

/** A target of a set, with the assignment that Graph made of it. */
export interface AssignedTarget {
  /** Graph's id of the assignment. It is opaque, and changes when Graph creates the assignment again. */
  assignmentId: string;
  /** Whom the assignment reaches. */
  target: Target;
}
