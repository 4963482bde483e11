import type { NotSeen } from "../tenant/notSeen";

/**
 * Who gets what: the facts that every format shows. `pulumi-intune report --format json` prints a report as it
 * is; docs/report.md documents it.
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
  /** The kinds of policy that there are, in the order of the policies. */
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
  /** The first part of the resource classes' names: `DeviceCompliancePolicy`. */
  readonly name: string;
  /** "compliance policy". */
  readonly noun: string;
  /** Graph's collection. */
  readonly collection: string;
}

export interface ReportPolicy {
  /** Unlike that of any other policy. */
  readonly key: string;
  /** The name of a {@link ReportKind}. */
  readonly kind: string;
  /** Graph's id. */
  readonly id: string;
  /** On one line. The id where the name is not known. */
  readonly name: string;
  /** Intune made the policy itself and lets nobody change its assignments. */
  readonly builtIn: boolean;
  /** Included before excluded, each by name. Empty for a policy without assignments, and for one that is not readable. */
  readonly assignments: readonly ReportAssignment[];
  /** Why the assignments could not be read. Absent where they could. */
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
  /** Unlike that of any other target. A group has one, whether it is included or excluded. */
  readonly key: string;
  /** `other` is a target of a type that is not known here, or whose value is a secret of the stack. */
  readonly type: "allUsers" | "allDevices" | "group" | "collection" | "scopeTagGroup" | "other";
  /** On one line. */
  readonly name: string;
  /** The id of the group, collection or Entra object. */
  readonly id?: string;
  /** Present and true for a group that does not exist any more, though policies name it. */
  readonly deleted?: true;
}

export interface ReportFilter {
  readonly id: string;
  /** On one line. The id where the name is not known. */
  readonly name: string;
}
