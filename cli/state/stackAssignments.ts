import type { PolicyProperties } from "../../provider/lifecycle/policyProperties";
import { kindNameOf, type PolicyKind, type PolicyKindName, policyKinds } from "../../provider/policyKind";
import { policyPropertiesOf } from "../../provider/resources";
import type { AssignmentFilter, Target } from "../../provider/target";
import { typeToken } from "../../sdk/dynamicResource";
import { pluginToken } from "../../sdk/pluginResource";
import type { StateResource } from "./deployment";

/** What a resource of a stack assigns. */
export interface StackAssignment {
  /** The name in the program. */
  readonly name: string;
  readonly kind: PolicyKind;
  readonly kindName: PolicyKindName;
  readonly policyId: string;
  readonly targets: readonly Target[];
  /** Whether it owns all assignments of the policy. */
  readonly wholeSet: boolean;
}

/** A resource whose policy is not known from the state. */
export interface ObscureAssignment {
  /** The name in the program. */
  readonly name: string;
  /** Why, for the end of a sentence. */
  readonly reason: string;
}

/** The assignments that a stack manages, according to its state. */
export interface StackReading {
  readonly assignments: readonly StackAssignment[];
  readonly obscure: readonly ObscureAssignment[];
}

/** Finds the assignments that a stack manages, among its other resources. */
export function stackAssignments(resources: readonly StateResource[]): StackReading {
  const own = resources.filter((resource) => !resource.external && isOfPackage(resource));
  const read = own.map(stackAssignment);
  return {
    assignments: read.filter((one) => "kind" in one),
    obscure: read.filter((one) => "reason" in one),
  };
}

/** The beginning of this package's type tokens. Classes of newer versions have it, too. */
const packageTokens = [typeToken(""), pluginToken(typeToken(""))];

/** Whether this package, in any version, has the resource's class. */
export function isOfPackage({ type }: StateResource): boolean {
  return packageTokens.some((token) => type.startsWith(token));
}

function stackAssignment({ type, name, outputs }: StateResource): StackAssignment | ObscureAssignment {
  const known = classesByToken.get(type);
  if (known === undefined) return { name, reason: `this version of pulumi-intune has no ${type}` };
  const values = known.names.names.map((property) => [property, outputs[property]] as const);
  const [property, value] = values.find(([, given]) => typeof given !== "string") ?? [];
  if (property !== undefined) {
    return { name, reason: `${value === undefined ? "the state lacks" : "a secret hides"} its ${property}` };
  }
  const kind = known.names.kindOf(outputs);
  if (kind === undefined) {
    return { name, reason: `this version of pulumi-intune has no policyType ${outputs["policyType"]}` };
  }
  const { target, targets } = outputs;
  const given: unknown[] = Array.isArray(targets) ? targets : [target];
  return {
    name,
    kind,
    kindName: kindNameOf(kind),
    wholeSet: known.wholeSet,
    policyId: String(outputs[kind.policyIdProperty]),
    targets: given.map(readable),
  };
}

interface StackClass {
  readonly names: PolicyProperties;
  readonly wholeSet: boolean;
}

/**
 * The resource classes by their type tokens, for dynamic resources and for the provider plugin. The class says whether a
 * resource is a set, since its targets may be a secret.
 */
const classesByToken: ReadonlyMap<string, StackClass> = new Map(
  Object.values<PolicyKind>(policyKinds).flatMap((kind) =>
    (["", "Set"] as const).flatMap((set): [string, StackClass][] => {
      const stackClass = { names: policyPropertiesOf(kind), wholeSet: set === "Set" };
      const token = typeToken(`${kind.className}${set}`);
      return [
        [token, stackClass],
        [pluginToken(token), stackClass],
      ];
    }),
  ),
);

/** Replaces a secret. An export has secrets only in encrypted form. */
export const hiddenValue = "(secret)";

function readable(target: unknown): Target {
  const hidden = (value: unknown) => (typeof value === "object" ? hiddenValue : value);
  const { filter, ...properties } = (target ?? {}) as Record<string, unknown>;
  if (typeof properties["type"] !== "string") return { type: hiddenValue } as unknown as Target;
  const shown = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, hidden(value)]));
  return { ...shown, ...(isObject(filter) && { filter: readableFilter(filter) }) } as unknown as Target;
}

/** A filter narrows the target even if the whole filter is a secret. */
function readableFilter({ id, type }: Record<string, unknown>): AssignmentFilter {
  return { id: typeof id === "string" ? id : hiddenValue, type: type === "exclude" ? "exclude" : "include" };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
