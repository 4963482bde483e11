import { typeName } from "../targets/wire";
import { UnreadablePolicyError } from "./errors";
import { plainText } from "./plainText";

/** A policy as a list names it. @internal */
export interface NamedPolicy {
  readonly id: string;
  /** Empty where Graph has none. */
  readonly displayName: string;
  /** Its type in Graph, such as `windows10CompliancePolicy`; empty where Graph does not say. */
  readonly type: string;
}

/** @internal */
export function parsePolicy(value: unknown, attempt: string): NamedPolicy {
  const { id, displayName, "@odata.type": type } = (value ?? {}) as Record<string, unknown>;
  if (typeof id !== "string" || id === "") throw new UnreadablePolicyError(attempt);
  return { id, displayName: text(displayName), type: typeName(text(type)) };
}

/** "Windows 11 baseline (windows10CompliancePolicy) 1f3c…", for messages. @internal */
export function describeNamed({ id, displayName, type }: NamedPolicy): string {
  return plainText([displayName, type && `(${type})`, id].filter(Boolean).join(" "));
}

const most = 20;

/** Policies to choose from, a line each, as many as fit in a message. @internal */
export function listNamed(policies: readonly NamedPolicy[]): string[] {
  const lines = policies.slice(0, most).map((policy) => `- ${describeNamed(policy)}`);
  const more = policies.length - lines.length;
  return more === 0 ? lines : [...lines, `and ${more} more`];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
