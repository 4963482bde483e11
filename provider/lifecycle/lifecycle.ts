import type { Problem } from "../problems";
import type { Claim } from "../targets/claims";

/** The properties of a resource from the engine. */
export type Properties = Readonly<Record<string, unknown>>;

/** One property that differs between the state and the program, in the terms of Pulumi's detailed diff. */
export interface PropertyChange {
  /** The path of the property: `target`, or `targets[2]` for one element of a set. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** Whether the change makes a new resource. */
  readonly replaces?: true;
}

/**
 * A create or update failed, but it may have taken effect. The engine keeps the resource in the state with these
 * outputs and updates it in the next run.
 */
export class ResourceInitError extends Error {
  override readonly name = "ResourceInitError";

  /** @param cause - The failure itself, whose message is this one's, too. */
  constructor(
    readonly id: string,
    readonly outputs: Properties,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/**
 * What can happen to one resource, in no engine's words: dynamic resources are one door to it, the provider
 * plugin is the other. `check` and `diff` send no request and need no token. `diff` notes the targets of
 * unchanged resources for the run, in a file if the run has several processes. `timeoutMs` is how long a write may
 * take, in milliseconds; default: the setting `operationTimeout`.
 */
export interface Lifecycle {
  /** The output beside the inputs: what Graph makes of them, not known before it is written. */
  readonly output: string;
  /** What the last part of the id names. */
  readonly named: "assignment" | "policy";
  /** What is wrong with the inputs. Otherwise, they are noted as what the program declares. */
  check(inputs: Properties): Problem[];
  /** What the program declares with inputs that have passed the check; nothing while that is not known. */
  claim(inputs: Properties): Claim | undefined;
  /**
   * What differs; nothing for a resource that is unchanged. If the program declares its targets, no other resource can
   * remove them from then on. A resource whose target this run has taken away already differs, although its
   * properties are the same. `olds` are the outputs that the state holds, `news` the new inputs.
   */
  diff(olds: Properties, news: Properties): readonly PropertyChange[];
  create(inputs: Properties, timeoutMs?: number): Promise<{ id: string; outputs: Properties }>;
  /** Undefined when the resource is gone; any doubt is an error. An import knows the id and no outputs. */
  read(id: string, outputs: Properties): Promise<{ outputs: Properties; inputs: Properties } | undefined>;
  update(id: string, olds: Properties, news: Properties, timeoutMs?: number): Promise<Properties>;
  delete(id: string, outputs: Properties, timeoutMs?: number): Promise<void>;
}
