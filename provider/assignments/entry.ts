import { contentKey, targetKey } from "../targets/identity";
import type { Target } from "../targets/target";
import { fromGraph, type GraphTarget } from "../targets/wire";
import { UnreadableAssignmentError } from "./errors";

/**
 * One assignment of a policy as Graph's beta answered it. It is kept whole, because the `assign` action
 * replaces the set and what is not ours has to go back as it came.
 *
 * @internal
 */
export interface Entry extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly target: GraphTarget;
}

/** A set to be written: entries that exist, and targets that are to be added. @internal */
export type Member = Entry | NewEntry;

/** @internal */
interface NewEntry extends Readonly<Record<string, unknown>> {
  readonly id?: never;
  readonly "@odata.type": string;
  readonly target: GraphTarget;
}

/** Holds Graph's answer against what an assignment must have, so that a misread set is never written back. @internal */
export function parseEntry(value: unknown, attempt: string): Entry {
  if (
    isObject(value) &&
    typeof value["id"] === "string" &&
    value["id"] !== "" &&
    isTarget(value["target"]) &&
    isNestedAtMost(deepest, value)
  ) {
    return value as Entry;
  }
  throw new UnreadableAssignmentError(attempt);
}

/** Graph's own have three levels. What is compared and written must not exhaust the stack. */
const deepest = 32;

function isNestedAtMost(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isNestedAtMost(levels - 1, member));
}

function isTarget(value: unknown): value is GraphTarget {
  return isObject(value) && typeof value["@odata.type"] === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether an assignment was made directly on the policy. One with `source` `policySets` stands there because
 * the policy is a member of a policy set that is assigned: Microsoft's resource page calls it "made via
 * PolicySet assignment". It is governed there, so it is neither sent with `assign` (that would make a direct
 * copy which outlives the policy set) nor counted as a target's assignment here.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/intune-shared-deviceandappmanagementassignmentsource
 *
 * @internal
 */
export function isDirect(entry: Readonly<Record<string, unknown>>): boolean {
  return entry["source"] !== "policySets";
}

/** @internal */
export function findById<M extends Member>(members: readonly M[], id: string | undefined): M | undefined {
  if (id === undefined) return undefined;
  const wanted = id.toLowerCase();
  return members.find((member) => member.id?.toLowerCase() === wanted && isDirect(member));
}

/** The assignment of a target, whatever its filter. @internal */
export function findByTarget<M extends Member>(members: readonly M[], target: Target): M | undefined {
  const wanted = targetKey(target);
  return members.find((member) => isDirect(member) && identify(member).key === wanted);
}

/** The assignment whose target and filter are exactly these. @internal */
export function findByContent<M extends Member>(members: readonly M[], target: Target): M | undefined {
  const wanted = contentKey(target);
  return members.find((member) => isDirect(member) && identify(member).content === wanted);
}

/** The target of a member, in the resource's words. @internal */
export function targetOf(member: Member): Target {
  return identify(member).target;
}

/** The content key of a member. @internal */
export function contentOf(member: Member): string {
  return identify(member).content;
}

interface Identity {
  readonly target: Target;
  readonly key: string;
  readonly content: string;
}

// A set of n targets is looked through n times: each member is translated once.
const identities = new WeakMap<Member, Identity>();

function identify(member: Member): Identity {
  const known = identities.get(member);
  if (known !== undefined) return known;
  const target = fromGraph(member.target);
  const identity = { target, key: targetKey(target), content: contentKey(target) };
  identities.set(member, identity);
  return identity;
}
