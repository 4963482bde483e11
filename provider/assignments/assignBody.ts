import type { PolicyKind } from "../policyKind";
import { isTargetType, targetTypes } from "../target/targetTypes";
import { filterFields, filterOf, type GraphTarget, typeName } from "../target/wire";
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
  const plain = direct.every(fitsV1);
  return {
    version: plain ? "v1.0" : "beta",
    body: { [kind.assignParameter]: plain ? direct.map(inV1) : direct },
  };
}

/** What beta adds to every assignment and what says nothing once `source` is `direct`. */
const betaOnly = ["source", "sourceId"];

function fitsV1(member: Member): boolean {
  const known = ["@odata.type", "id", "target", ...betaOnly];
  return Object.keys(member).every((name) => known.includes(name)) && targetFitsV1(member.target);
}

function targetFitsV1(target: GraphTarget): boolean {
  const type = typeName(target["@odata.type"]);
  if (!isTargetType(type) || filterOf(target) !== undefined) return false;
  const known = ["@odata.type", ...Object.keys(targetTypes[type].properties), ...filterFields];
  return Object.keys(target).every((name) => known.includes(name));
}

function inV1(member: Member): object {
  return { ...without(member, betaOnly), target: without(member.target, filterFields) };
}

function without(object: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
