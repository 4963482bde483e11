import type { NotSeen } from "../tenant/notSeen";

/**
 * Who gets what: the facts in every format. `pulumi-intune report --format json` prints this object, and docs/report.md
 * documents it.
 */
export interface Report {
  /** The version of this shape. A change that breaks readers raises it. */
  readonly formatVersion: 1;
  /** When the report was made: ISO 8601, UTC. */
  readonly createdAt: string;
  /** What the report is about, as `--title` says it: the name of the tenant, say. On one line. Absent without. */
  readonly title?: string;
  readonly source: ReportSource;
  /** What the report does not show, and why. */
  readonly notSeen: readonly NotSeen[];
  /** The kinds of these policies, in the order of the policies. */
  readonly kinds: readonly ReportKind[];
  /** By kind and name. */
  readonly policies: readonly ReportPolicy[];
  /** Whom the policies include or exclude, each once: all users, all devices, then the others by name. */
  readonly targets: readonly ReportTarget[];
  /** The assignment filters that narrow a target, by name. */
  readonly filters: readonly ReportFilter[];
}

/** Where the facts come from: a tenant as Graph shows it, or the state of a stack. */
export type ReportSource =
  | { readonly type: "tenant" /** The root of Graph. */; readonly endpoint: string }
  | { readonly type: "state" /** Empty where the state is empty. */; readonly stack: string };

export interface ReportKind {
  /** `DeviceCompliancePolicy`, `EnrollmentConfiguration`, or the collection of any other kind. */
  readonly name: string;
  /** "compliance policy". */
  readonly noun: string;
  /** Graph's collection. */
  readonly collection: string;
}

export interface ReportPolicy {
  /** Unique among the policies. */
  readonly key: string;
  /** The name of a {@link ReportKind}. */
  readonly kind: string;
  /** Graph's id. */
  readonly id: string;
  /** On one line. The id where the name is not known. */
  readonly name: string;
  /** Intune made the policy itself and lets nobody change its assignments. */
  readonly builtIn: boolean;
  /** Included before excluded, each by name. Empty for a policy that has no assignments or could not be read. */
  readonly assignments: readonly ReportAssignment[];
  /** Why the assignments could not be read. Absent if they were read. */
  readonly unreadable?: string;
}

export interface ReportAssignment {
  /** The key of a {@link ReportTarget}. */
  readonly target: string;
  readonly mode: "include" | "exclude";
  /** Narrows the target to the devices that match a filter (`include`), or that do not match it (`exclude`). */
  readonly filter?: { readonly id: string; readonly type: "include" | "exclude" };
  /** The id of the policy set that made the assignment. Absent for a direct one. */
  readonly policySet?: string;
  /** The resource of the stack that manages it. Only in a report on a state. */
  readonly resource?: string;
}

export interface ReportTarget {
  /** Unique among the targets. A group has the same key whether it is included or excluded. */
  readonly key: string;
  /** `other`: a target of an unknown type, or one that is a secret of the stack. */
  readonly type: "allUsers" | "allDevices" | "group" | "collection" | "scopeTagGroup" | "other";
  /** On one line. */
  readonly name: string;
  /** The id of the group, collection or Entra object. */
  readonly id?: string;
  /** True for a group that policies name but that does not exist any more. Otherwise absent. */
  readonly deleted?: true;
}

export interface ReportFilter {
  readonly id: string;
  /** On one line. The id where the name is not known. */
  readonly name: string;
}
