import { type Policy, type PolicyKindName, policyKey, policyKinds } from "../../provider/policyKind";
import type { AssignmentFilter, Target } from "../../provider/target";
import { describeTarget, groupOf, targetKey } from "../../provider/targets/identity";
import { plainText } from "../plainText";
import type { Groups, Names } from "../tenant/groups";
import type { NotSeen } from "../tenant/notSeen";
import type {
  Report,
  ReportAssignment,
  ReportFilter,
  ReportPolicy,
  ReportSource,
  ReportTarget,
} from "./facts";

/** What a tenant and a state both have: policies with their targets in the provider's form. */
export interface Found {
  readonly source: ReportSource;
  readonly notSeen: readonly NotSeen[];
  readonly kinds: readonly PolicyKindName[];
  readonly policies: readonly FoundPolicy[];
  readonly groups: Groups;
  readonly filterNames: Names;
}

export interface FoundPolicy extends Policy {
  readonly kindName: PolicyKindName;
  readonly name: string;
  readonly builtIn: boolean;
  readonly assignments: readonly FoundAssignment[];
  readonly unreadable?: string;
}

export interface FoundAssignment extends Pick<ReportAssignment, "policySet" | "resource"> {
  readonly target: Target;
}

/** Makes a report: names instead of ids, each target once, everything sorted. */
export function assembleReport({ source, notSeen, kinds, policies, groups, filterNames }: Found): Report {
  const targets = new Map<string, ReportTarget>();
  const filters = new Map<string, ReportFilter>();
  const assignmentOf = ({ target, ...made }: FoundAssignment): ReportAssignment => {
    const reported = describe(target, groups);
    targets.set(reported.key, reported);
    const { filter } = target as { filter?: AssignmentFilter };
    if (filter) {
      const name = filterNames.get(filter.id.toLowerCase()) ?? plainText(filter.id);
      filters.set(filter.id.toLowerCase(), { id: filter.id, name });
    }
    return {
      target: reported.key,
      mode: target.type === "exclusionGroupAssignmentTarget" ? "exclude" : "include",
      ...(filter && { filter: { id: filter.id, type: filter.type } }),
      ...made,
    };
  };
  const unsorted = policies.map(({ kind, id, kindName, name, builtIn, unreadable, assignments }) => ({
    key: policyKey({ kind, id }),
    kind: kindName,
    ...{ id, name, builtIn },
    assignments: assignments.map(assignmentOf),
    ...(unreadable !== undefined && { unreadable }),
  }));
  const rank = (kind: string) => kinds.indexOf(kind as PolicyKindName);
  const order = [...targets.values()].sort(byTypeAndName);
  const place = new Map(order.map(({ key }, index) => [key, index]));
  const inOrder = (a: ReportAssignment, b: ReportAssignment) =>
    Number(a.mode === "exclude") - Number(b.mode === "exclude") ||
    (place.get(a.target) ?? 0) - (place.get(b.target) ?? 0);
  return {
    formatVersion: 1,
    createdAt: new Date().toISOString(),
    source,
    notSeen: [...notSeen, membership],
    kinds: kinds
      .filter((name) => unsorted.some((policy) => policy.kind === name))
      .map((name) => {
        const { noun, collection } = policyKinds[name];
        return { name, noun, collection };
      }),
    policies: unsorted
      .map((policy): ReportPolicy => ({ ...policy, assignments: policy.assignments.sort(inOrder) }))
      .sort((a, b) => rank(a.kind) - rank(b.kind) || byName(a, b)),
    targets: order,
    filters: [...filters.values()].sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id)),
  };
}

const membership: NotSeen = {
  about: "membership",
  message:
    "Groups are shown as policies name them. A group also gets what is assigned to the groups that contain it, " +
    "and to all users or all devices.",
};

/** One language for all machines; in it, "Ring 2" comes before "Ring 10". */
const { compare } = new Intl.Collator("en", { numeric: true });

interface Named {
  readonly name: string;
  readonly key: string;
}

function byName(a: Named, b: Named): number {
  return compare(a.name, b.name) || compare(a.key, b.key);
}

function byTypeAndName(a: ReportTarget, b: ReportTarget): number {
  const rank = ({ type }: ReportTarget) => ["allUsers", "allDevices"].indexOf(type) + 1 || 3;
  return rank(a) - rank(b) || byName(a, b);
}

function describe(target: Target, groups: Groups): ReportTarget {
  const group = groupOf(target);
  if (group !== undefined) {
    const { displayName, deleted } = groups.get(group) ?? { displayName: undefined, deleted: false };
    const name = displayName ?? `group ${plainText(group)}`;
    return { key: group, type: "group", name, id: group, ...(deleted && { deleted }) };
  }
  const key = targetKey(target);
  const name = plainText(describeTarget(target));
  switch (target.type) {
    case "allLicensedUsersAssignmentTarget":
      return { key, type: "allUsers", name: "All users" };
    case "allDevicesAssignmentTarget":
      return { key, type: "allDevices", name: "All devices" };
    case "configurationManagerCollectionAssignmentTarget":
      return { key, type: "collection", name, id: target.collectionId };
    case "scopeTagGroupAssignmentTarget":
      return { key, type: "scopeTagGroup", name, id: target.entraObjectId };
    default:
      return { key, type: "other", name };
  }
}
