import { BadRequestError, type GraphClient, graphPath } from "../graph";
import type { PolicyKind } from "../policyKind";
import { type NamedPolicy, namingProperties, parsePolicy } from "./namedPolicy";
import { inNameOrder } from "./names";

/** The policies of a tenant by kind. It requests each list once, with only the names and ids. */
export class PolicyDirectory {
  readonly #lists = new Map<PolicyKind, Promise<readonly NamedPolicy[]>>();

  constructor(private readonly client: GraphClient) {}

  /** All policies of a kind, Intune's built-in ones too, in the order of their names. */
  list(kind: PolicyKind): Promise<readonly NamedPolicy[]> {
    const known = this.#lists.get(kind);
    if (known !== undefined) return known;
    const list = this.#read(kind);
    this.#lists.set(kind, list);
    // All callers that wait get the error. The next call tries again.
    list.catch(() => this.#lists.delete(kind));
    return list;
  }

  /**
   * Through beta, since v1.0 shows policies of types that only beta knows without their type, and through a second
   * list for what the first one leaves out.
   */
  async #read(kind: PolicyKind): Promise<readonly NamedPolicy[]> {
    const operation = this.client.operation({
      attempt: `list the name of every ${kind.noun}`,
      permissions: kind.permissions.read,
    });
    const list = (query: Record<string, string>) =>
      this.client.list({
        version: "beta",
        path: graphPath`${kind.root}/${kind.collection}`,
        query: { $select: namingProperties(kind).join(","), ...query },
        operation,
      });
    const values = [
      await list({}),
      kind.hiddenFromList === undefined ? [] : await list({ $filter: kind.hiddenFromList }).catch(noneOfThem),
    ].flat();
    // A list that changes between two pages can show a policy twice.
    const byId = new Map<string, NamedPolicy>();
    for (const value of values) {
      const policy = parsePolicy(kind, value, operation.attempt);
      byId.set(policy.id, policy);
    }
    return [...byId.values()].sort(inNameOrder);
  }
}

/** How Graph refuses a filter (Intune-PowerShell-SDK #95), and how the OData library behind it does. */
const refusesFilter = /filter clause|query specified in the URI|enumeration type constant/i;

/** If the service refuses the filter, it does not know the type in it, so it has no such policy. */
function noneOfThem(error: unknown): unknown[] {
  if (error instanceof BadRequestError && refusesFilter.test(error.graphMessage ?? "")) return [];
  throw error;
}
