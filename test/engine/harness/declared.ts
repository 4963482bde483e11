import type { LookupName } from "../../../provider/lookups/lookUp";
import type { ResourceClassName } from "../../../provider/policyKind";

/**
 * A program, in no language's words. Inputs are plain values, in which an object with a single member can stand for
 * something else:
 * - `{ secret: value }` is a secret.
 * - `{ part: name }` is the part of another resource's `assignmentId` behind its last `_`. It is not known before that
 *   resource is made.
 * - `{ found: [lookup, property] }` is what a lookup found.
 */
export interface DeclaredProgram {
  readonly resources: Readonly<Record<string, DeclaredResource>>;
  readonly lookups?: Readonly<Record<string, DeclaredLookup>>;
  /** Explicit providers by their name, with their settings. */
  readonly providers?: Readonly<Record<string, object>>;
  /** Outputs of the stack: the name of a resource or lookup, and of a property of it. */
  readonly outputs?: Readonly<Record<string, readonly [name: string, property: string]>>;
}

/** A resource as a program of any language declares it. */
export interface DeclaredResource {
  readonly className: ResourceClassName;
  readonly args: object;
  /** The id of a resource that is read and not managed. `args` are then what the program knows of it. */
  readonly get?: string;
  /** The name of an explicit provider. */
  readonly provider?: string;
  /** The types that it had before, where a program has to say so. */
  readonly aliases?: readonly string[];
  /** The id of what the resource option `import` takes into the state. */
  readonly import?: string;
}

/** A lookup as a program of any language calls it. */
interface DeclaredLookup {
  /** The name of its function without "get". */
  readonly of: LookupName;
  readonly args: object;
  /** The name of an explicit provider. */
  readonly provider?: string;
}
