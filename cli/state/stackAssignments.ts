import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import type { Target } from "../../provider/targets/target";
import { typeToken } from "../../sdk/dynamicResource";
import type { StateResource } from "./deployment";

/** What a resource of a stack assigns. @internal */
export interface StackAssignment {
  /** The name in the program. */
  readonly name: string;
  readonly kind: PolicyKind;
  readonly policyId: string;
  readonly targets: readonly Target[];
  /** Whether it owns all assignments of the policy. */
  readonly wholeSet: boolean;
}

/** The assignments that a stack's state holds, among its other resources. @internal */
export function stackAssignments(resources: readonly StateResource[]): StackAssignment[] {
  return resources.flatMap(({ type, name, outputs }) => {
    const known = classesByToken.get(type);
    const policyId = known && outputs[known.kind.policyIdProperty];
    if (known === undefined || typeof policyId !== "string") return [];
    const { target, targets } = outputs;
    const given: unknown[] = Array.isArray(targets) ? targets : [target];
    return [{ name, ...known, policyId, targets: given.map(readable) }];
  });
}

/** The resource classes. A set is told by its class, since its targets may be a secret. */
const classesByToken: ReadonlyMap<string, Pick<StackAssignment, "kind" | "wholeSet">> = new Map(
  Object.entries(policyKinds).flatMap(([name, kind]) =>
    (["", "Set"] as const).map((set) => [
      typeToken(`${name as keyof typeof policyKinds}Assignment${set}`),
      { kind, wholeSet: set === "Set" },
    ]),
  ),
);

/** What a stack holds as a secret is encrypted in its export, in place of a value. */
function readable(target: unknown): Target {
  const hidden = (value: unknown) => (typeof value === "object" ? "(secret)" : value);
  const { filter, ...properties } = (target ?? {}) as Record<string, unknown>;
  if (typeof properties["type"] !== "string") return { type: "(secret)" } as unknown as Target;
  const shown = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, hidden(value)]));
  return { ...shown, ...(isFilter(filter) && { filter }) } as unknown as Target;
}

function isFilter(value: unknown): boolean {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
}
