import { type PolicyKindName, policyKinds } from "../policyKind";
import type { Session } from "../session";
import { notePolicyType } from "../targets/knownFilters";
import { findPolicy } from "./findPolicy";
import { checkQuery } from "./lookupQuery";
import type { NamedPolicy } from "./namedPolicy";
import { oncePerRun } from "./oncePerRun";
import { PolicyDirectory } from "./policyDirectory";

/** What a lookup returns for a policy. */
export type PolicyFacts = Omit<NamedPolicy, "builtIn">;

const directoryOf = oncePerRun(async (session) => new PolicyDirectory(session.client));

/**
 * Looks one policy up.
 *
 * @param session - Called once it is known that the arguments make a lookup.
 * @param run - Stands for one run of a program.
 * @throws LookupArgsError, PolicyNotFoundError, PolicyNotUniqueError, BuiltInPolicyError
 */
export async function lookUpPolicy(
  name: PolicyKindName,
  args: unknown,
  session: () => Session,
  run: object,
): Promise<PolicyFacts> {
  const kind = policyKinds[name];
  const query = checkQuery(kind.noun, args);
  const directory = await directoryOf(run, session());
  const { id, displayName, type } = findPolicy(kind, await directory.list(kind), query);
  notePolicyType({ kind, id }, type);
  return { id, displayName, type };
}
