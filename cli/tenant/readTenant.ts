import type { PolicyKindName } from "../../provider/policyKind";
import type { Connection } from "../connection/connect";
import { count } from "../nouns";
import type { Terminal } from "../terminal";
import { UsageError } from "../usageError";
import { type AssignedPolicy, filterIds, groupIds } from "./assignedPolicy";
import { readFilterNames } from "./filterNames";
import { type Groups, type Names, readGroups } from "./groups";
import type { NotSeen } from "./notSeen";
import { readPolicies, type TenantQuery, type UnreadablePolicy } from "./readPolicies";

/** What a command knows of a tenant, and what it could not read. */
export interface TenantReading {
  /** Policies with their assignments. */
  readonly policies: readonly AssignedPolicy[];
  /** Policies that the tenant lists, but whose assignments could not be read. */
  readonly unreadable: readonly UnreadablePolicy[];
  /** The groups that the policies include or exclude, by id in lower case. */
  readonly groups: Groups;
  /** The names of the assignment filters, by id in lower case. */
  readonly filterNames: Names;
  /** What else is missing, such as a whole kind of policy, or the names of groups. */
  readonly notSeen: readonly NotSeen[];
  /** Kinds of policy that the query names and that could not be listed. */
  readonly missingKinds: readonly PolicyKindName[];
}

/**
 * Reads the selected policies, their assignments and the names of their groups and filters. One policy or group that
 * cannot be read does not stop the rest: the reading names it, and the terminal gets a line about it.
 *
 * @throws UsageError if the query names a policy that the tenant does not have; the error of Graph if no
 * kind of policy can be listed at all.
 */
export async function readTenant(
  connection: Connection,
  query: TenantQuery,
  terminal: Terminal,
): Promise<TenantReading> {
  const { notSeen, ...reading } = await readPolicies(connection, query, terminal);
  const groups = await readGroups(connection.client, groupIds(reading.policies), terminal);
  const filters = await readFilterNames(connection.client, filterIds(reading.policies), terminal);
  return {
    ...reading,
    groups: groups.groups,
    filterNames: filters.names,
    notSeen: [...notSeen, ...groups.notSeen, ...filters.notSeen],
  };
}

/** What {@link failIfIncomplete} does, for `--help`. */
export const exitCodeHelp = `
Exit code: not 0 if a policy cannot be read, or a kind of policy that --kind names. The rest is written all the same.
Without --kind, a kind that you lack the permission for is one line of output and no failure.`;

/**
 * Ends a command that has written what it could with an exit code other than 0.
 *
 * @throws UsageError if policies are missing. Names that are missing are no failure, because the ids are there. Nor is
 * a kind that the identity may not read, unless it was asked for.
 */
export function failIfIncomplete({ unreadable, missingKinds }: TenantReading): void {
  const kinds = missingKinds.length;
  if (unreadable.length + kinds === 0) return;
  const missing = [
    kinds === 0 ? "" : `${count(kinds, "kind", "kinds")} of policy`,
    unreadable.length === 0 ? "" : count(unreadable.length, "policy", "policies"),
  ].filter(Boolean);
  throw new UsageError(
    `The result is incomplete: ${missing.join(" and ")} could not be read. See the lines above for the reasons.`,
  );
}
