import { typeName } from "../target/wire";
import { UnreadablePolicyError } from "./errors";

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
  return [displayName, type && `(${type})`, id].filter(Boolean).join(" ");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
