import type { PolicyKind } from "../policyKind";
import { BuiltInPolicyError, PolicyNotFoundError, PolicyNotUniqueError } from "./errors";
import { describeQuery, findAll, type LookupQuery } from "./lookupQuery";
import type { NamedPolicy } from "./namedPolicy";
import { likeliestFirst } from "./names";

/**
 * Finds the policy of a query in a list.
 *
 * @throws PolicyNotFoundError, PolicyNotUniqueError, BuiltInPolicyError
 */
export function findPolicy(
  kind: PolicyKind,
  policies: readonly NamedPolicy[],
  query: LookupQuery,
): NamedPolicy {
  // All of Intune's built-in configurations have the same name, and a tenant's own may have it, too.
  const assignable = policies.filter(({ builtIn }) => !builtIn);
  const found = findAll(assignable, query);
  const [policy, second] = found;
  if (policy !== undefined && second === undefined) return policy;
  const described = describeQuery(query);
  if (policy !== undefined) throw new PolicyNotUniqueError(kind, described, found);
  const [builtIn] = findAll(policies, query);
  if (builtIn !== undefined) throw new BuiltInPolicyError(kind, builtIn);
  const candidates = likeliestFirst(assignable, query.id ?? query.displayName);
  throw new PolicyNotFoundError(kind, described, candidates);
}
