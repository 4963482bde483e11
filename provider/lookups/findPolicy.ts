import type { PolicyKind } from "../policyKind";
import { isUnknown, problem, unknownFields } from "../problems";
import { BuiltInPolicyError, LookupArgsError, PolicyNotFoundError, PolicyNotUniqueError } from "./errors";
import type { NamedPolicy } from "./namedPolicy";

/** What tells a policy: one of the two. @internal */
export type PolicyQuery = { readonly id: string } | { readonly displayName: string };

const accepted = 'either "id" or "displayName", a text that is not empty';

/**
 * Holds what a program gave against what a lookup takes. Pure: no request.
 *
 * @throws LookupArgsError
 * @internal
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
 * The one policy of a list that a query tells. Letter case is no difference, as in Graph's own comparisons of
 * ids and names.
 *
 * @throws PolicyNotFoundError, PolicyNotUniqueError, BuiltInPolicyError
 * @internal
 */
export function findPolicy(
  kind: PolicyKind,
  policies: readonly NamedPolicy[],
  query: PolicyQuery,
): NamedPolicy {
  const [property, value] =
    "id" in query ? (["id", query.id] as const) : (["displayName", query.displayName] as const);
  const wanted = value.toLowerCase();
  const found = policies.filter((policy) => policy[property].toLowerCase() === wanted);
  // All of Intune's own configurations have one name, which a tenant's own may have too.
  const assignable = found.filter(({ id }) => !kind.builtIn?.test(id));
  const [policy, second] = assignable;
  if (policy !== undefined && second === undefined) return policy;
  const described = `the ${property} ${JSON.stringify(value)}`;
  if (policy !== undefined) throw new PolicyNotUniqueError(kind, described, assignable);
  if (found[0] !== undefined) throw new BuiltInPolicyError(kind, found[0]);
  const candidates = policies.filter(({ id }) => !kind.builtIn?.test(id));
  throw new PolicyNotFoundError(kind, described, likeliestFirst(candidates, value));
}

/** Those that share most words with what was asked for come first, the others keep their order. @internal */
export function likeliestFirst(policies: readonly NamedPolicy[], wanted: string): NamedPolicy[] {
  const asked = words(wanted);
  const shared = (policy: NamedPolicy) =>
    [...words(`${policy.displayName} ${policy.id}`)].filter((word) => asked.has(word)).length;
  return policies
    .map((policy) => ({ policy, score: shared(policy) }))
    .sort((a, b) => b.score - a.score)
    .map(({ policy }) => policy);
}

function words(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}
