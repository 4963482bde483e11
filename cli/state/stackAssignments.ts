import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import type { Target } from "../../provider/target/target";
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
    const kind = kindsByToken.get(type);
    const policyId = kind && outputs[kind.policyIdProperty];
    if (kind === undefined || typeof policyId !== "string") return [];
    const wholeSet = Array.isArray(outputs["targets"]);
    const targets: unknown[] = Array.isArray(outputs["targets"]) ? outputs["targets"] : [outputs["target"]];
    return [{ name, kind, policyId, targets: targets.map(readable), wholeSet }];
  });
}

const kindsByToken: ReadonlyMap<string, PolicyKind> = new Map(
  Object.entries(policyKinds).flatMap(([name, kind]) =>
    (["", "Set"] as const).map((set) => [
      typeToken(`${name as keyof typeof policyKinds}Assignment${set}`),
      kind,
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
