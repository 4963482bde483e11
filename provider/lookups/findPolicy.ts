import type { PolicyKind } from "../policyKind";
import { BuiltInPolicyError, PolicyNotFoundError, PolicyNotUniqueError } from "./errors";
import { describeQuery, type LookupQuery } from "./lookupQuery";
import type { NamedPolicy } from "./namedPolicy";
import { findNamed, likeliestFirst, visibleName } from "./names";

/**
 * Finds the policy of a query in a list. Ids are compared without letter case, names as {@link findNamed} does.
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
  const found = match(assignable, query);
  const [policy, second] = found;
  if (policy !== undefined && second === undefined) return policy;
  const described = describeQuery(query, visibleName);
  if (policy !== undefined) throw new PolicyNotUniqueError(kind, described, found);
  const [builtIn] = match(policies, query);
  if (builtIn !== undefined) throw new BuiltInPolicyError(kind, builtIn);
  throw new PolicyNotFoundError(
    kind,
    described,
    likeliestFirst(assignable, nameAndId, "id" in query ? query.id : query.displayName),
  );
}

function match(policies: readonly NamedPolicy[], query: LookupQuery): readonly NamedPolicy[] {
  if ("displayName" in query) return findNamed(policies, ({ displayName }) => displayName, query.displayName);
  const wanted = query.id.toLowerCase();
  return policies.filter(({ id }) => id.toLowerCase() === wanted);
}

/** What {@link likeliestFirst} compares of a policy. */
export function nameAndId({ displayName, id }: NamedPolicy): string {
  return `${displayName} ${id}`;
}
