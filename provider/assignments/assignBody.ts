import type { PolicyKind } from "../policyKind";
import { targetTypes } from "../targets/targetTypes";
import { filterFields, filterOf, type GraphTarget, typeName } from "../targets/wire";
import { isDirect, type Member } from "./entry";

/** A request of the `assign` action. @internal */
export interface AssignBody {
  readonly version: "v1.0" | "beta";
  readonly body: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * The body that makes these members the whole set of a policy. It goes through v1.0 as long as no member
 * carries anything that v1.0 does not have; otherwise through beta, every entry as it came.
 *
 * @internal
 */
export function assignBody(kind: PolicyKind, members: readonly Member[]): AssignBody {
  const direct = members.filter(isDirect);
  const plain = direct.map(inV1);
  const fits = !plain.includes(undefined);
  return { version: fits ? "v1.0" : "beta", body: { [kind.assignParameter]: fits ? plain : direct } };
}

/** What beta adds to every assignment and what says nothing once `source` is `direct`. */
const betaOnly = ["source", "sourceId"];
const ofMembers = new Set(["@odata.type", "id", "target", ...betaOnly]);
const ofTargets = new Map(
  Object.entries(targetTypes).map(([type, { properties }]) => [
    type,
    new Set(["@odata.type", ...Object.keys(properties), ...filterFields]),
  ]),
);

function fitsV1(member: Member): boolean {
  return Object.keys(member).every((name) => ofMembers.has(name)) && targetFitsV1(member.target);
}

function targetFitsV1(target: GraphTarget): boolean {
  const known = ofTargets.get(typeName(target["@odata.type"]));
  if (known === undefined || filterOf(target) !== undefined) return false;
  return Object.keys(target).every((name) => known.has(name));
}

// A set is written again with every change, and most of its members are the same objects each time.
const formsInV1 = new WeakMap<Member, object | undefined>();

/** A member as v1.0 has it; undefined if that would lose something. */
function inV1(member: Member): object | undefined {
  if (formsInV1.has(member)) return formsInV1.get(member);
  const form = fitsV1(member)
    ? { ...without(member, betaOnly), target: without(member.target, filterFields) }
    : undefined;
  formsInV1.set(member, form);
  return form;
}

function without(object: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
