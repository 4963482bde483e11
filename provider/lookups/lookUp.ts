import type { PolicyKindName } from "../policyKind";
import { isPolicyType, type PolicyType, wrongPolicyType } from "../policyType";
import type { Session } from "../session";
import { noteFilter } from "../targets/knownFilters";
import { checkFilterQuery, findFilter, listFilters, type NamedFilter } from "./assignmentFilters";
import { LookupArgsError } from "./errors";
import { lookUpPolicy, type PolicyFacts } from "./lookUpPolicy";
import { oncePerRun } from "./oncePerRun";

/** Kinds of policy that have a lookup of their own. */
type OwnKindName = Exclude<PolicyKindName, PolicyType>;

/** The result of each lookup, by the name of its function without "get". */
export interface LookupResults extends Record<OwnKindName, PolicyFacts> {
  Policy: PolicyFacts & { readonly policyType: PolicyType };
  AssignmentFilter: NamedFilter;
}

export type LookupName = keyof LookupResults;

type Lookup<N extends LookupName> = (
  args: unknown,
  session: () => Session,
  run: object,
) => Promise<LookupResults[N]>;

/** Every lookup. */
export const lookups: { readonly [N in LookupName]: Lookup<N> } = {
  DeviceCompliancePolicy: ofKind("DeviceCompliancePolicy"),
  EnrollmentConfiguration: ofKind("EnrollmentConfiguration"),
  Policy: lookUpByType,
  AssignmentFilter: lookUpFilter,
};

/**
 * Looks something up. All lookups of a run with the same settings share a connection, a token and one list of each kind.
 *
 * @param session - Called once it is known that the arguments make a lookup.
 * @param run - Stands for one run of a program.
 * @throws LookupArgsError, and the errors of each lookup.
 */
export function lookUp<N extends LookupName>(
  name: N,
  args: unknown,
  session: () => Session,
  run: object,
): Promise<LookupResults[N]> {
  return lookups[name](args, session, run);
}

function ofKind(name: OwnKindName) {
  return (args: unknown, session: () => Session, run: object) => lookUpPolicy(name, args, session, run);
}

async function lookUpByType(args: unknown, session: () => Session, run: object) {
  const { policyType, ...query } = Object(args) as Record<string, unknown>;
  if (!isPolicyType(policyType)) throw new LookupArgsError("policy", [wrongPolicyType(policyType)]);
  return { policyType, ...(await lookUpPolicy(policyType, query, session, run)) };
}

const filtersOf = oncePerRun((session: Session) => listFilters(session.client));

async function lookUpFilter(args: unknown, session: () => Session, run: object): Promise<NamedFilter> {
  const query = checkFilterQuery(args);
  const filter = findFilter(await filtersOf(run, session()), query);
  noteFilter(filter);
  return filter;
}
