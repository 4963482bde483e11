import { resourceNotFound } from "../graph/errors";
import type { JsonObject } from "../graph/json";
import type { ServiceName } from "../policyColumns";
import { type PolicyCollection, type PolicyKind, policyKinds } from "../policyKind";
import type { Policy } from "./policy";

/** An object of the directory or of Intune, as in answers. */
export type Named = JsonObject & { id: string; displayName: string };

/** Everything in an emulated tenant. */
export class Tenant {
  readonly groups = new ById<Named>();
  /** Types and properties of assignments in the given state that the emulator does not know itself. */
  readonly vocabulary = new Set<string>();
  readonly assignmentFilters = new ById<Named>();
  /** Whether the state lists the filters. If not, a target may name any filter. */
  readonly hasOwnFilters: boolean;
  readonly #policies: ReadonlyMap<PolicyCollection, ById<Policy>> = new Map(
    policyKinds.map(({ collection }) => [collection, new ById<Policy>()]),
  );

  constructor({ hasOwnFilters }: Pick<Tenant, "hasOwnFilters">) {
    this.hasOwnFilters = hasOwnFilters;
  }

  policies({ collection }: Pick<PolicyKind, "collection">): ById<Policy> {
    const policies = this.#policies.get(collection);
    if (policies === undefined) {
      throw new Error(`no kind of policy has the collection ${collection}`);
    }
    return policies;
  }

  /** The policy with an id. Throws Graph's error if there is none. */
  policy(kind: PolicyKind, id: string, service: ServiceName): Policy {
    const policy = this.policies(kind).get(id);
    if (policy === undefined) {
      throw resourceNotFound(`The resource '${id}' was not found.`, kind[service].gone);
    }
    return policy;
  }
}

/** Objects by their id, whatever its letter case. */
export class ById<T extends { readonly id: string }> {
  readonly #objects = new Map<string, T>();

  all(): T[] {
    return [...this.#objects.values()];
  }

  get(id: string): T | undefined {
    return this.#objects.get(id.toLowerCase());
  }

  set(object: T): void {
    this.#objects.set(object.id.toLowerCase(), object);
  }
}
