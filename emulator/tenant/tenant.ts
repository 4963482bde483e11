import { resourceNotFound } from "../graph/errors";
import type { PolicyKind } from "../policies/kinds";
import type { Groups } from "./groups";
import type { Policy } from "./policy";

/** All that the emulator holds of a tenant. @internal */
export class Tenant {
  readonly groups: Groups;
  readonly #policies: Readonly<Record<PolicyKind["collection"], ReadonlyMap<string, Policy>>>;

  constructor(policies: Readonly<Record<PolicyKind["collection"], readonly Policy[]>>, groups: Groups) {
    this.groups = groups;
    this.#policies = {
      deviceCompliancePolicies: byId(policies.deviceCompliancePolicies),
      deviceEnrollmentConfigurations: byId(policies.deviceEnrollmentConfigurations),
    };
  }

  policies(kind: Pick<PolicyKind, "collection">): Policy[] {
    return [...this.#policies[kind.collection].values()];
  }

  /** The policy of an id, whatever its letter case. */
  findPolicy(kind: Pick<PolicyKind, "collection">, id: string): Policy | undefined {
    return this.#policies[kind.collection].get(id.toLowerCase());
  }

  /** The same; throws Graph's 404. */
  policy(kind: Pick<PolicyKind, "collection">, id: string): Policy {
    const policy = this.findPolicy(kind, id);
    if (policy === undefined) {
      throw resourceNotFound(`The resource '${id}' was not found.`);
    }
    return policy;
  }
}

function byId(policies: readonly Policy[]): ReadonlyMap<string, Policy> {
  return new Map(policies.map((policy) => [policy.id.toLowerCase(), policy]));
}
