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

/** The assignments that a stack's state holds, among its other resources. */
export function stackAssignments(resources: readonly StateResource[]): StackAssignment[] {
  return resources.flatMap(({ type, name, outputs }) => {
    const known = classesByToken.get(type);
    const kind = known?.names.kindOf(outputs);
    const policyId = kind && outputs[kind.policyIdProperty];
    if (known === undefined || kind === undefined || typeof policyId !== "string") return [];
    const { target, targets } = outputs;
    const given: unknown[] = Array.isArray(targets) ? targets : [target];
    return [
      {
        name,
        kind,
        kindName: kindNameOf(kind),
        wholeSet: known.wholeSet,
        policyId,
        targets: given.map(readable),
      },
    ];
  });
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

/** What stands in the place of a secret, which an export has only encrypted. */
export const hiddenValue = "(secret)";

function readable(target: unknown): Target {
  const hidden = (value: unknown) => (typeof value === "object" ? hiddenValue : value);
  const { filter, ...properties } = (target ?? {}) as Record<string, unknown>;
  if (typeof properties["type"] !== "string") return { type: hiddenValue } as unknown as Target;
  const shown = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, hidden(value)]));
  return { ...shown, ...(isObject(filter) && { filter: readableFilter(filter) }) } as unknown as Target;
}

/** A filter that is a secret as a whole narrows the target all the same. */
function readableFilter({ id, type }: Record<string, unknown>): AssignmentFilter {
  return { id: typeof id === "string" ? id : hiddenValue, type: type === "exclude" ? "exclude" : "include" };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
