import type { PolicyKind } from "../policyKind";
import { type Identity, identify } from "../targets/identity";
import { fromGraph, type GraphTarget, toGraph } from "../targets/wire";
import { UnreadableAssignmentError } from "./errors";

/** One assignment of a policy, as Graph's beta answered it. */
export interface Entry extends Identity {
  readonly id: string;
  /** The id as it is compared: without letter case. */
  readonly foldedId: string;
  /** The answer itself. `assign` replaces the set, so an entry goes back as it came, whatever else stands in it. */
  readonly raw: Readonly<Record<string, unknown>> & { readonly target: GraphTarget };
  /**
   * Whether the assignment was made on the policy itself. With `source` `policySets`, it exists because the policy is a
   * member of an assigned policy set. The provider neither sends it with `assign` (that would make a direct copy, which
   * outlives the policy set) nor counts it as the assignment of its target.
   *
   * Source: https://learn.microsoft.com/graph/api/resources/intune-shared-deviceandappmanagementassignmentsource
   */
  readonly direct: boolean;
}

/**
 * The entries of one policy. A policy set and the policy itself can have entries with the same id, and so can an inclusion
 * and an exclusion.
 */
export type EntriesById = Map<string, Entry>;

/**
 * Reads an answer about one policy, so that a misread set is never written back. A set that changes between two pages can
 * show an entry twice; the later one counts.
 *
 * @param last - What was read before. An unchanged entry stays the same object, with what is worked out from it.
 */
export function parseEntries(
  values: readonly unknown[],
  attempt: string,
  last: ReadonlyMap<string, Entry> = new Map(),
): EntriesById {
  const entries: EntriesById = new Map();
  for (const value of values) {
    if (!isAssignment(value)) throw new UnreadableAssignmentError(attempt);
    const key = `${isDirect(value)} ${value.target["@odata.type"]} ${value.id}`;
    const before = last.get(key);
    const isUnchanged = before !== undefined && isSameJson(before.raw, value);
    entries.set(key, isUnchanged ? before : parseEntry(value, attempt));
  }
  return entries;
}

/** Holds Graph's answer against what an assignment must have. */
export function parseEntry(raw: unknown, attempt: string): Entry {
  if (!isAssignment(raw) || !isNestedAtMost(deepest, raw)) throw new UnreadableAssignmentError(attempt);
  return entryOf(raw, isDirect(raw));
}

function isDirect(raw: Assignment): boolean {
  return raw["source"] !== "policySets";
}

/** The entry of a target that no reading shows, without an id. */
export function assumedEntry({ assignmentType }: PolicyKind, identity: Identity): Entry {
  const raw = { "@odata.type": assignmentType, target: toGraph(identity.target) };
  return { ...identity, id: "", foldedId: "", raw, direct: true };
}

/** The entity that answers a POST or PATCH, less the annotations of a single answer; undefined if it is none. */
export function entryOfAnswer(body: unknown): Entry | undefined {
  if (!isAssignment(body) || !isNestedAtMost(deepest, body)) return undefined;
  const { "@odata.type": type, id, target } = body;
  const raw = { ...(type !== undefined && { "@odata.type": type }), id, target };
  return entryOf(raw, true);
}

function entryOf(raw: Entry["raw"] & { readonly id: string }, direct: boolean): Entry {
  const { id, target } = raw;
  return { id, foldedId: id.toLowerCase(), raw, direct, ...identify(fromGraph(target)) };
}

type Assignment = Record<string, unknown> & { id: string; target: GraphTarget };

function isAssignment(value: unknown): value is Assignment {
  return (
    isObject(value) && typeof value["id"] === "string" && value["id"] !== "" && isTarget(value["target"])
  );
}

function isTarget(value: unknown): value is GraphTarget {
  return isObject(value) && typeof value["@odata.type"] === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Graph's own have three levels. What is compared and written must not exhaust the stack. */
const deepest = 32;

function isNestedAtMost(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isNestedAtMost(levels - 1, member));
}

/** Whether two JSON values are the same. Every entry of a set is compared after every write, so this makes no arrays. */
function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isMembered(a) || !isMembered(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  let extra = 0;
  for (const name in a) {
    if (!isSameJson(a[name], b[name])) return false;
    extra--;
  }
  for (const _ in b) extra++;
  return extra === 0;
}

function isMembered(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
