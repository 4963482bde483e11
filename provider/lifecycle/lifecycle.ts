import type { Problem } from "../problems";

/** The properties of a resource as the engine hands them over. @internal */
export type Properties = Readonly<Record<string, unknown>>;

/** @internal */
interface Difference {
  readonly changes: boolean;
  /** The properties whose change makes a new resource. */
  readonly replaces: readonly string[];
}

/**
 * What can happen to one resource, in no engine's words: dynamic resources are one door to it, a provider
 * plugin could be another. `check` and `diff` are pure: no network, no token.
 *
 * @internal
 */
export interface Lifecycle {
  check(inputs: Properties): Problem[];
  /** `olds` are the outputs that the state holds, `news` the new inputs. */
  diff(olds: Properties, news: Properties): Difference;
  /** Told of a resource whose difference is none: what it has is not to be taken away in another one's name. */
  hold(outputs: Properties): void;
  create(inputs: Properties): Promise<{ id: string; outputs: Properties }>;
  /** Undefined when the resource is gone; any doubt is an error. */
  read(id: string, outputs: Properties): Promise<{ outputs: Properties; inputs: Properties } | undefined>;
  update(id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(id: string, outputs: Properties): Promise<void>;
}
