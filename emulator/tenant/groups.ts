import type { JsonObject } from "../json";

/** An Entra group. @internal */
export type Group = JsonObject & { id: string; displayName: string };

/** The groups of a tenant, by id. @internal */
export class Groups {
  readonly #groups: Map<string, Group>;

  constructor(groups: readonly Group[]) {
    this.#groups = new Map(groups.map((group) => [group.id.toLowerCase(), group]));
  }

  all(): Group[] {
    return [...this.#groups.values()];
  }

  get(id: string): Group | undefined {
    return this.#groups.get(id.toLowerCase());
  }

  add(group: Group): void {
    this.#groups.set(group.id.toLowerCase(), group);
  }

  remove(id: string): void {
    this.#groups.delete(id.toLowerCase());
  }
}
