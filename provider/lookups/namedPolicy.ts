import { isBuiltIn, type PolicyKind } from "../policyKind";
import { typeName } from "../targets/wire";
import { listForMessage, visibleName } from "./names";

/** A policy as a list names it. */
export interface NamedPolicy {
  readonly id: string;
  /** Empty where Graph has none. */
  readonly displayName: string;
  /** Its type in Graph, such as `windows10CompliancePolicy`; empty where Graph does not say. */
  readonly type: string;
  /** Whether Intune made it itself, so that nobody can assign it. */
  readonly builtIn: boolean;
}

/** Graph listed a policy without an id. */
export class UnreadablePolicyError extends Error {
  override readonly name = "UnreadablePolicyError";
  constructor(attempt: string) {
    super(`Tried to ${attempt}: Graph listed one without an id.`);
  }
}

/** The properties that {@link parsePolicy} reads. */
export function namingProperties(kind: PolicyKind): string[] {
  return ["id", kind.nameProperty, ...(kind.builtIn === undefined ? [] : ["priority"])];
}

/** @throws UnreadablePolicyError */
export function parsePolicy(kind: PolicyKind, value: unknown, attempt: string): NamedPolicy {
  const properties = (value ?? {}) as Record<string, unknown>;
  const { id, priority, "@odata.type": type, [kind.nameProperty]: name } = properties;
  if (typeof id !== "string" || id === "") throw new UnreadablePolicyError(attempt);
  return {
    id,
    displayName: text(name),
    type: typeName(text(type)),
    builtIn: isBuiltIn(kind, { id, priority }),
  };
}

/** `"Windows 11 baseline" (windows10CompliancePolicy) 1f3c…`, for messages. */
export function describeNamed({ id, displayName, type }: NamedPolicy): string {
  return [visibleName(displayName), type && `(${visible(type)})`, visible(id)].filter(Boolean).join(" ");
}

function visible(text: string): string {
  return visibleName(text).slice(1, -1);
}

/** Policies to choose from, a line each, as many as fit in a message. */
export function listNamed(policies: readonly NamedPolicy[]): string[] {
  return listForMessage(policies, describeNamed);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
