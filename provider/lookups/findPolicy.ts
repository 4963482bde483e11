import type { PolicyKind } from "../policyKind";
import { isUnknown, problem, unknownFields } from "../problems";
import { BuiltInPolicyError, LookupArgsError, PolicyNotFoundError, PolicyNotUniqueError } from "./errors";
import type { NamedPolicy } from "./namedPolicy";
import { findNamed, likeliestFirst, visibleName } from "./names";

/** What tells a policy: one of the two. */
export type PolicyQuery = { readonly id: string } | { readonly displayName: string };

const accepted = 'either "id" or "displayName", a text that is not empty';

/**
 * Checks the arguments of a lookup. Pure: no request.
 *
 * @throws LookupArgsError
 */
export function checkQuery(kind: PolicyKind, given: unknown): PolicyQuery {
  const args = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  const names = ["id", "displayName"] as const;
  const set = names.filter((name) => args[name] !== undefined);
  const problems = [
    ...unknownFields(args, names, "", "a lookup"),
    ...(set.length === 1 ? [] : [problem(set.length === 0 ? "id" : set.join(", "), given, accepted)]),
    ...set
      .filter((name) => typeof args[name] !== "string" || args[name].trim() === "" || isUnknown(args[name]))
      .map((name) => problem(name, args[name], accepted)),
  ];
  if (problems.length > 0) throw new LookupArgsError(kind, problems);
  return args as PolicyQuery;
}

/**
 * The one policy of a list that a query tells. Ids are compared without letter case, names as {@link findNamed} does.
 *
 * @throws PolicyNotFoundError, PolicyNotUniqueError, BuiltInPolicyError
 */
export function findPolicy(
  kind: PolicyKind,
  policies: readonly NamedPolicy[],
  query: PolicyQuery,
): NamedPolicy {
  // All of Intune's own configurations have one name, which a tenant's own may have too.
  const assignable = policies.filter(({ builtIn }) => !builtIn);
  const found = match(assignable, query);
  const [policy, second] = found;
  if (policy !== undefined && second === undefined) return policy;
  const [property, value] = "id" in query ? ["id", query.id] : ["displayName", query.displayName];
  const described = `the ${property} ${visibleName(value)}`;
  if (policy !== undefined) throw new PolicyNotUniqueError(kind, described, found);
  const [builtIn] = match(policies, query);
  if (builtIn !== undefined) throw new BuiltInPolicyError(kind, builtIn);
  throw new PolicyNotFoundError(kind, described, likeliestFirst(assignable, nameAndId, value));
}

function match(policies: readonly NamedPolicy[], query: PolicyQuery): readonly NamedPolicy[] {
  if ("displayName" in query) return findNamed(policies, ({ displayName }) => displayName, query.displayName);
  const wanted = query.id.toLowerCase();
  return policies.filter(({ id }) => id.toLowerCase() === wanted);
}

/** What {@link likeliestFirst} compares of a policy. */
export function nameAndId({ displayName, id }: NamedPolicy): string {
  return `${displayName} ${id}`;
}
