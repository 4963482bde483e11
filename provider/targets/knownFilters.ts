import { type Policy, type PolicyKind, policyKey } from "../policyKind";
import { type Problem, type PropertyPath, problem } from "../problems";

/** What is known of an assignment filter that was looked up. */
interface FilterFacts {
  readonly id: string;
  readonly displayName: string;
  /** Graph's name of the platform, such as `windows10AndLater`. */
  readonly platform: string;
  /** What the rule is about: `devices` or `apps`. */
  readonly managementType: string;
}

/** By id in lower case. A filter's id is a GUID, so one tenant's does not hide another's. */
const filters = new Map<string, FilterFacts>();

/** Graph's types of policies, such as `windows10CompliancePolicy`. */
const types = new Map<string, string>();

/** Remembers a filter that this process looked up, so that a check can say where it does not fit. */
export function noteFilter(filter: FilterFacts): void {
  filters.set(filter.id.toLowerCase(), filter);
}

/** Remembers the type of a policy that this process looked up, which tells its platform. */
export function notePolicyType(policy: Policy, type: string): void {
  types.set(policyKey(policy), type);
}

/**
 * What is wrong with the filters of a resource for its policy. Pure: nothing is asked for. It knows the filters and the
 * types of policies that this process looked up. It cannot check other policies.
 *
 * @param properties - Those of the resource.
 * @param content - The property that holds its target or targets.
 */
export function checkKnownFilters(
  kind: PolicyKind | undefined,
  properties: Readonly<Record<string, unknown>>,
  content: string,
): Problem[] {
  if (kind === undefined || kind.filters === "none" || filters.size === 0) return [];
  const policyId = properties[kind.policyIdProperty];
  const type = typeof policyId === "string" ? types.get(policyKey({ kind, id: policyId })) : undefined;
  const given = properties[content];
  const targets: readonly (readonly [PropertyPath, unknown])[] = Array.isArray(given)
    ? given.map((target, index) => [[content, index], target])
    : [[[content], given]];
  return targets.flatMap(([path, target]) => {
    const { id } = Object(Object(target).filter) as { id?: unknown };
    const filter = typeof id === "string" ? filters.get(id.toLowerCase()) : undefined;
    if (filter === undefined) return [];
    const fitting = misfit(filter, kind, type);
    return fitting === undefined ? [] : [problem([...path, "filter", "id"], id, ...fitting)];
  });
}

type Misfit = readonly [accepted: string, advice: string];

/** What would fit, where a filter does not. */
function misfit(filter: FilterFacts, kind: PolicyKind, type: string | undefined): Misfit | undefined {
  const { displayName, managementType, platform } = filter;
  if (managementType !== kind.filters) {
    const accepted = `a filter for ${kind.filters}, as a ${kind.noun} takes it`;
    return [accepted, `"${displayName}" is for ${managementType}`];
  }
  const [ofPolicy, ofFilter] = [platformOf(type) ?? platformOf(kind.collection), platformOf(platform)];
  if (ofPolicy === undefined || ofFilter === undefined || ofPolicy === ofFilter) return undefined;
  const accepted = `a filter for ${platformNames[ofPolicy]}, as the policy is`;
  return [accepted, `"${displayName}" is for ${platform}`];
}

const platformNames = { windows: "Windows", ios: "iOS", macos: "macOS", android: "Android" } as const;

type Platform = keyof typeof platformNames;

/** The platform that a name of Graph's begins with: `iosCompliancePolicy`, `windows10AndLater`, `androidForWork`. */
function platformOf(name = ""): Platform | undefined {
  const lower = name.toLowerCase().replace(/^aosp/, "android");
  return (Object.keys(platformNames) as Platform[]).find((platform) => lower.startsWith(platform));
}
