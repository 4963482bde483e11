import type { PolicyKind } from "../policyKind";
import { type Problem, problem } from "../problems";

/** What is known of an assignment filter that was looked up. */
interface FilterFacts {
  readonly id: string;
  readonly displayName: string;
  /** What the rule is about: `devices` or `apps`. */
  readonly managementType: string;
}

/** By id in lower case. A filter's id is a GUID, so one tenant's does not hide another's. */
const known = new Map<string, FilterFacts>();

/** Remembers a filter that this process looked up, so that a check can say where it does not suit. */
export function noteFilter(filter: FilterFacts): void {
  known.set(filter.id.toLowerCase(), filter);
}

/** What is wrong with a filter for a kind of policy; nothing where the filter was not looked up here. */
export function checkKnownFilter(id: unknown, path: string, kind: PolicyKind): Problem[] {
  const filter = typeof id === "string" ? known.get(id.toLowerCase()) : undefined;
  if (filter === undefined || filter.managementType === kind.filters) return [];
  const accepted = `a filter for ${kind.filters}, as a ${kind.noun} takes it; "${filter.displayName}" is for ${filter.managementType}`;
  return [problem(`${path}.id`, id, accepted)];
}
