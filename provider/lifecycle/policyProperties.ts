import { type Policy, type PolicyKind, policyKinds, samePolicyId } from "../policyKind";
import { checkPolicyType, isPolicyType, kindOfPolicyType, wrongPolicyType } from "../policyType";
import { describeProblem, isUnknown, type Problem, problem } from "../problems";
import { checkIdForm, checkPolicyId } from "./checkPolicyId";
import type { Properties, PropertyChange } from "./lifecycle";

/** How the properties and the id of a resource name its policy. */
export interface PolicyProperties {
  /** The names of the properties. */
  readonly names: readonly string[];
  check(inputs: Properties): Problem[];
  /** Undefined while the engine does not know it, or where it is wrong. */
  kindOf(properties: Properties): PolicyKind | undefined;
  policyOf(properties: Properties): Policy;
  of(policy: Policy): Properties;
  /** The change of the property by which two resources are about different policies. */
  changes(olds: Properties, news: Properties): PropertyChange[];
  /** How the ids of the resources begin; the id of a whole set has nothing else. */
  idOf(policy: Policy): string;
  /** Reads an id: its policy, and the rest. @throws Error if the id has another form. */
  parseId(id: string, rest?: string): { policy: Policy; rest: string };
}

/** The properties of a class for one kind of policy: the policy's id. */
export function ofKind(kind: PolicyKind): PolicyProperties {
  const name = kind.policyIdProperty;
  return {
    names: [name],
    check: (inputs) => checkPolicyId(kind, inputs[name]),
    kindOf: () => kind,
    policyOf: (properties) => ({ kind, id: String(properties[name]) }),
    of: ({ id }) => ({ [name]: id }),
    changes: (olds, news) => (samePolicyId(olds[name], news[name]) ? [] : [anotherPolicy(name)]),
    idOf: ({ id }) => id,
    parseId(id, rest) {
      const parts = split(id, rest === undefined ? ["policyId"] : ["policyId", rest], `the ${kind.noun}`);
      return { policy: { kind, id: parts[0] ?? "" }, rest: parts[1] ?? "" };
    },
  };
}

/** The properties of the classes for every other kind: the type and the id of the policy. */
export const ofPolicyType: PolicyProperties = {
  names: ["policyType", "policyId"],
  check(inputs) {
    const { policyType, policyId } = inputs;
    const kind = kindOfPolicyType(policyType);
    const id = kind === undefined ? [] : checkPolicyId(kind, policyId);
    return [...checkPolicyType(policyType), ...id];
  },
  kindOf: ({ policyType }) => kindOfPolicyType(policyType),
  policyOf: ({ policyType, policyId }) => ({ kind: servedKind(policyType), id: String(policyId) }),
  of: ({ kind, id }) => ({ policyType: kind.collection, policyId: id }),
  changes(olds, news) {
    if (olds["policyType"] !== news["policyType"]) return [anotherPolicy("policyType")];
    return samePolicyId(olds["policyId"], news["policyId"]) ? [] : [anotherPolicy("policyId")];
  },
  idOf: ({ kind, id }) => `${kind.collection}/${id}`,
  parseId(id, rest) {
    const names = ["policyType", "policyId", ...(rest === undefined ? [] : [rest])];
    const [type, policyId = "", more = ""] = split(id, names, "the policy");
    return { policy: { kind: servedKind(type), id: policyId }, rest: more };
  },
};

/** The policy of a resource. An import has only the id, and a program that calls `get` may name the targets only. */
export function policyFrom(
  names: PolicyProperties,
  properties: Properties,
  id: string,
  rest?: string,
): Policy {
  const isNamed = names.names.every((name) => properties[name] !== undefined);
  if (isNamed) return names.policyOf(properties);
  const { policy } = names.parseId(id, rest);
  const [wrong] = checkIdForm(policy.kind, policy.id);
  if (wrong !== undefined) throw new Error(describeProblem(wrong));
  return policy;
}

function anotherPolicy(path: string): PropertyChange {
  return { path, kind: "update", replaces: true };
}

function servedKind(policyType: unknown): PolicyKind {
  if (isPolicyType(policyType)) return policyKinds[policyType];
  // A state of a newer version may name one that this version does not have.
  throw new Error(describeProblem(wrongPolicyType(policyType)));
}

function split(id: string, names: readonly string[], what: string): string[] {
  const parts = id.split("/");
  if (parts.length === names.length && !parts.includes("")) return parts;
  const form = names.map((name) => `{${name}}`).join("/");
  throw new Error(describeProblem(problem(["id"], id, `what names ${what}, as ${form}`)));
}

/** The properties that name the policy, in the program's spelling. Letter case makes no difference. */
export function asSpelled({ names }: PolicyProperties, news: Properties): Properties {
  return Object.fromEntries(names.map((name) => [name, news[name]]));
}

/** Whether the engine knows the policy. */
export function isKnown({ names, kindOf }: PolicyProperties, inputs: Properties): boolean {
  return kindOf(inputs) !== undefined && !names.some((name) => isUnknown(inputs[name]));
}
